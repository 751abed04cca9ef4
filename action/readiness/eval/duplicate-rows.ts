import type { Row } from '../reading.ts';
import { remembered } from '../remembered.ts';
import type { EvalRecord } from './eval-record.ts';

/** Rows of which each is an attempt of its own, and those that repeat the id, variant and repeat number of another. */
export type Separated = {
  unique: readonly Row<EvalRecord>[];
  duplicates: readonly Row<EvalRecord>[];
};

/** Attempts that their tool does not number are told apart by their order, so none of them is a copy. */
export const separateDuplicates = remembered((rows: readonly Row<EvalRecord>[]): Separated => {
  const seen = new Set<string>();
  const unique: Row<EvalRecord>[] = [];
  const duplicates: Row<EvalRecord>[] = [];
  for (const row of rows) {
    const { id, variant, repeat } = row.value;
    const key = repeat === null ? null : `${repeat} ${variant?.length ?? ''} ${variant ?? ''}${id}`;
    (key !== null && seen.has(key) ? duplicates : unique).push(row);
    if (key !== null) seen.add(key);
  }
  return { unique, duplicates };
});

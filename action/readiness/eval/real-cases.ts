import type { EvalCase } from '../../contract/eval-case.ts';
import { duplicates } from '../../text/duplicates.ts';
import type { Row } from '../reading.ts';
import { remembered } from '../remembered.ts';
import { caseText } from './case-text.ts';
import { casesOf } from './suites.ts';

/** Cases that count as real, and those that claim to be real but cannot be told from invented ones. */
export type RealCases = {
  counted: readonly Row<EvalCase>[];
  synthetic: readonly Row<EvalCase>[];
  unsupported: readonly { row: Row<EvalCase>; why: string }[];
};

/**
 * Sorts the scored cases. A real case names the system it came from, a hashed reference that no other case has,
 * when it was drawn and how; one that does not is "unsupported" and counts as nothing.
 */
export const sortRealCases = remembered((cases: readonly Row<EvalCase>[]): RealCases => {
  const scored = casesOf('scored', cases);
  const claimed = scored.filter((row) => row.value.origin === 'real');
  const seen = new Set<string>();
  const counted: Row<EvalCase>[] = [];
  const unsupported: { row: Row<EvalCase>; why: string }[] = [];
  for (const row of claimed) {
    const why = whyUnsupported(row.value, seen);
    if (why === null) counted.push(row);
    else unsupported.push({ row, why });
  }
  return { counted, synthetic: scored.filter((row) => row.value.origin !== 'real'), unsupported };
});

function whyUnsupported(one: EvalCase, seen: Set<string>): string | null {
  if (one.source_system === null) return 'source_system is empty';
  if (one.source_ref === null) return 'source_ref is empty';
  if (one.sampled_at === null || one.sampling === null) return 'sampled_at or sampling is empty';
  const reference = `${one.source_system}\u0000${one.source_ref}`;
  if (seen.has(reference)) return `source_ref ${one.source_ref} appears twice`;
  seen.add(reference);
  return null;
}

/** For each case the place of the first one whose text is nearly the same: its own where there is none before it. */
const firstAlike = remembered(
  (rows: readonly Row<EvalCase>[]): number[] => duplicates(rows.map((row) => caseText(row.value))).firstOf,
);

/** @returns one case of each group whose texts are nearly the same: copies of one record are not many records. */
export const distinctCases = remembered((rows: readonly Row<EvalCase>[]): Row<EvalCase>[] =>
  rows.filter((_, i) => firstAlike(rows)[i] === i),
);

/** @returns for each id the first of the cases whose texts are nearly the same. */
export const alikeCases = remembered(
  (rows: readonly Row<EvalCase>[]): ReadonlyMap<string, string> =>
    new Map(rows.map(({ value }, i) => [value.id, rows[firstAlike(rows)[i] ?? i]?.value.id ?? value.id])),
);

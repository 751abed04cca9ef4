import type { RowVerdict } from '../../contract/eval-run.ts';
import type { Mapping } from '../../contract/mapping.ts';
import { readResultFile } from '../../evidence/result-file.ts';
import type { Tree } from '../../evidence/tree.ts';
import type { EvalRecord } from '../../readiness/eval/eval-record.ts';
import { type Shard, shardOf } from '../../readiness/eval/shards.ts';
import type { ResultFile } from '../../readiness/evidence.ts';
import type { Reading } from '../../readiness/reading.ts';

/** What stands in the files of a run. Records are counted as they come, and not kept: there can be a million. */
export type Count = {
  files: ResultFile[];
  records: number;
  verdicts: Map<RowVerdict, number>;
  /** What the records name as their model. A variant is a prompt as often as a model, and speaks for none. */
  models: Set<string>;
  /** How many records belong to another shard, and the ids of the first three cases among them. */
  strays: { records: number; ids: Set<string> };
};

const MOST_NAMED = 3;

/** Counts the records of every file. A file that cannot be read keeps the whole from being counted. */
export async function countRecords(
  tree: Tree,
  files: readonly string[],
  mapping: Mapping | undefined,
  shard: Shard | null,
  remedy: string,
): Promise<Reading<Count>> {
  const count: Count = {
    files: [],
    records: 0,
    verdicts: new Map(),
    models: new Set(),
    strays: { records: 0, ids: new Set() },
  };
  for (const file of files) {
    const reading = await readResultFile(tree, file, mapping, (record) => add(count, record, shard), remedy);
    if (reading.status !== 'read') return reading;
    count.files.push(reading.value);
  }
  return { status: 'read', value: count };
}

function add(count: Count, { id, verdict, model }: EvalRecord, shard: Shard | null): void {
  count.records += 1;
  count.verdicts.set(verdict, (count.verdicts.get(verdict) ?? 0) + 1);
  const name = (model ?? '').trim();
  if (name !== '') count.models.add(name);
  if (shard === null || shardOf(id, shard.of) === shard.index) return;
  count.strays.records += 1;
  if (count.strays.ids.size < MOST_NAMED) count.strays.ids.add(id);
}

/** @returns the verdicts in words, such as `2 pass, 1 system error`. */
export const verdictsInWords = ({ verdicts }: Count): string =>
  [...verdicts].map(([verdict, n]) => `${n} ${verdict.replace('_', ' ')}`).join(', ');

import { pocRows } from '../../evidence/formats/poc-rows/poc-rows.ts';
import type { Shard } from '../../readiness/eval/shards.ts';
import { type Count, verdictsInWords } from './count.ts';
import { named } from './result-files.ts';
import type { Target } from './target.ts';

/** Clocks of two machines differ by seconds, not by minutes. */
const TOLERANCE_MS = 60_000;

/** @returns why what was counted is not recorded, or `null`. */
export function whyNotCounted(
  count: Count,
  { own, shard, startedAt }: { own: boolean; shard: Shard | null; startedAt: Date },
): string | null {
  const foreign = own ? count.files.find(({ format }) => format !== pocRows.name) : undefined;
  if (foreign !== undefined)
    return `${foreign.file}: found ${foreign.format}; expected ${pocRows.name}. Name the files of another tool with --results.`;
  const old = count.files.find(
    ({ producedAt }) => producedAt !== null && Date.parse(producedAt) < startedAt.getTime() - TOLERANCE_MS,
  );
  if (old !== undefined)
    return `${old.file}: found results of ${old.producedAt}; expected results made after ${startedAt.toISOString()}, when the command began. Remove the file, and run it again.`;
  const { records, ids } = count.strays;
  if (shard === null || records === 0) return null;
  const rows = records === 1 ? '1 row' : `${records} rows`;
  return `found ${rows} of other shards (${named([...ids].map(shown))}${ids.size < records ? ', …' : ''}); expected only cases of shard ${shard.index} of ${shard.of}. Run the cases whose shard POC_SHARD names: FNV-1a (32 bits) of the id, modulo ${shard.of}, plus 1.`;
}

const MOST_CHARACTERS = 60;

/** Ids come from files, and can be of any length. */
const shown = (id: string): string =>
  JSON.stringify(id.length > MOST_CHARACTERS ? `${id.slice(0, MOST_CHARACTERS)}…` : id);

/** @returns what was recorded, for the terminal. */
export function recordedInWords(count: Count, target: Target): string {
  const files = count.files.map(({ file }) => file);
  const where = `${count.records} rows in ${named(files)}: ${verdictsInWords(count)}.`;
  const notes = count.files.flatMap(({ file, notes }) => notes.map((note) => `${file}: ${note}`));
  return [`${where} Recorded in ${target.envelope}.`, ...notes].join('\n');
}

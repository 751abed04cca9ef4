import type { EvalCase } from '../../contract/eval-case.ts';
import type { EvalResults } from '../evidence.ts';
import { type Finding, notProven } from '../finding.ts';
import type { Row } from '../reading.ts';
import type { EvalRecord } from './eval-record.ts';
import { staleInputs } from './freshness.ts';
import { casesOf } from './suites.ts';

/** A case of one suite, with every row that the results have for it. */
export type Attempted = { row: Row<EvalCase>; attempts: readonly EvalRecord[] };

/** @returns the rows of each case, by its id. */
export function attemptsById(rows: readonly Row<EvalRecord>[]): Map<string, EvalRecord[]> {
  const byCase = new Map<string, EvalRecord[]>();
  for (const { value } of rows) {
    const own = byCase.get(value.id);
    if (own === undefined) byCase.set(value.id, [value]);
    else own.push(value);
  }
  return byCase;
}

/** @returns the cases of a suite with their attempts; a case that was not run has none. */
export function attemptsAt(
  suite: EvalCase['suite'],
  cases: readonly Row<EvalCase>[],
  rows: readonly Row<EvalRecord>[],
): Attempted[] {
  const byCase = attemptsById(rows);
  return casesOf(suite, cases).map((row) => ({ row, attempts: byCase.get(row.value.id) ?? [] }));
}

/** @returns why these results say nothing about this tree as a whole, or `null` when they do. */
export function staleFinding(results: EvalResults): Finding | null {
  return unrecorded(results) ?? incomplete(results) ?? ofAnotherTree(results);
}

const MOST_NAMED = 3;

/** Files of a tool that nobody recorded: nothing ties them to this tree. */
export function unrecorded({ run, file, files }: EvalResults): Finding | null {
  if (run !== null) return null;
  const named = files.slice(0, MOST_NAMED).map((one) => `${one.file} (${one.format})`);
  const more = files.length > named.length ? ` and ${files.length - named.length} more` : '';
  return notProven(`Nothing says what was measured: ${named.join(', ')}${more} came without an envelope.`, {
    location: { file, line: null },
    remedy: `Record the eval: \`npx poc eval run --results ${quoted(file)} -- COMMAND\`, where COMMAND writes that file.`,
  });
}

const quoted = (file: string): string => (/^[\w./-]+$/.test(file) ? file : `'${file}'`);

/** Part of the cases was not run, or what became of them did not arrive. */
export function incomplete({ file, missingShards }: EvalResults): Finding | null {
  if (missingShards.length === 0) return null;
  const which = `${missingShards.length === 1 ? 'Shard' : 'Shards'} ${missingShards.join(', ')}`;
  return notProven(`${which} left no results, so their cases count as not run.`, {
    location: { file, line: null },
    remedy: 'Run the shards that are missing again, and judge when all of them have ended.',
  });
}

function ofAnotherTree(results: EvalResults): Finding | null {
  const stale = staleInputs(results);
  if (stale.length === 0) return null;
  return notProven(`The results are about other ${stale.join(', ')} than this tree has.`, {
    location: { file: results.file, line: null },
    remedy: 'Run `npm run eval`.',
  });
}

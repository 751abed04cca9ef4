import type { EvalCase } from '../contract/eval-case.ts';
import type { EvalRow } from '../contract/eval-run.ts';
import type { EvalResults } from './evidence.ts';
import { type Finding, notProven } from './finding.ts';
import { staleInputs } from './freshness.ts';
import type { Row } from './reading.ts';

/** A case of one suite, with every row that the results have for it. */
export type Attempted = { row: Row<EvalCase>; attempts: readonly EvalRow[] };

/** @returns the cases of a suite with their attempts; a case that was not run has none. */
export function attemptsAt(
  suite: EvalCase['suite'],
  cases: readonly Row<EvalCase>[],
  rows: readonly Row<EvalRow>[],
): Attempted[] {
  const byCase = new Map<string, EvalRow[]>();
  for (const { value } of rows) byCase.set(value.id, [...(byCase.get(value.id) ?? []), value]);
  return cases
    .filter((row) => row.value.suite === suite)
    .map((row) => ({ row, attempts: byCase.get(row.value.id) ?? [] }));
}

/** @returns why these results say nothing about this tree, or `null` when they do. */
export function staleFinding(results: EvalResults): Finding | null {
  const stale = staleInputs(results);
  if (stale.length === 0) return null;
  return notProven(`The results are about other ${stale.join(', ')} than this tree has.`, {
    location: { file: results.file, line: null },
    remedy: 'Run `npm run eval`.',
  });
}

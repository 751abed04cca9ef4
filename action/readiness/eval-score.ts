import type { EvalCase } from '../contract/eval-case.ts';
import type { EvalRow } from '../contract/eval-run.ts';
import { type Cluster, clusteredRate } from '../statistics/effective-n.ts';
import { type Interval, wilson } from '../statistics/wilson.ts';
import type { Row } from './reading.ts';
import { sortRealCases } from './real-cases.ts';

/** A pass rate with what it rests on. */
export type Estimate = {
  rate: number;
  interval: Interval;
  /** Rows that passed and rows that counted. */
  passed: number;
  rows: number;
  cases: number;
  effectiveN: number;
};

/** How the real scored cases did. Four kinds of row stay apart; a case without any row counts against the system. */
export type EvalScore = {
  /** `null` when no real case was scored. */
  estimate: Estimate | null;
  /** Cases in `eval/cases` that have no row, by id. */
  missing: readonly string[];
  /** Rows whose case is not in `eval/cases`. */
  unknown: readonly Row<EvalRow>[];
  /** Rows that repeat the id and repeat number of another. */
  duplicates: readonly Row<EvalRow>[];
  systemErrors: number;
  graderErrors: number;
  noVerdicts: number;
  /** Rows that went to a person although the case has an answer. They did not pass. */
  toPerson: number;
};

/**
 * Scores real cases of the scored suite. Grader errors and rows without a verdict give no verdict, so they leave the
 * rate (the check limits how many may); system errors and missing cases count as failures.
 */
export function scoreEval(cases: readonly Row<EvalCase>[], rows: readonly Row<EvalRow>[]): EvalScore {
  const real = new Set(sortRealCases(cases).counted.map((row) => row.value.id));
  const known = new Set(cases.map((row) => row.value.id));
  const { unique, duplicates } = separateDuplicates(rows);
  const scored = unique.filter((row) => real.has(row.value.id));
  const present = new Set(scored.map((row) => row.value.id));
  const missing = [...real].filter((id) => !present.has(id));
  return {
    estimate: estimate(scored, missing),
    missing,
    unknown: rows.filter((row) => !known.has(row.value.id)),
    duplicates,
    systemErrors: countOf(scored, 'system_error'),
    graderErrors: countOf(scored, 'grader_error'),
    noVerdicts: countOf(scored, 'no_verdict'),
    toPerson: scored.filter((row) => row.value.outcome === 'needs_person').length,
  };
}

const countOf = (rows: readonly Row<EvalRow>[], verdict: EvalRow['verdict']): number =>
  rows.filter((row) => row.value.verdict === verdict).length;

function separateDuplicates(rows: readonly Row<EvalRow>[]) {
  const seen = new Set<string>();
  const unique: Row<EvalRow>[] = [];
  const duplicates: Row<EvalRow>[] = [];
  for (const row of rows) {
    const key = `${row.value.repeat}\u0000${row.value.id}`;
    (seen.has(key) ? duplicates : unique).push(row);
    seen.add(key);
  }
  return { unique, duplicates };
}

function estimate(scored: readonly Row<EvalRow>[], missing: readonly string[]): Estimate | null {
  const clusters = new Map<string, Cluster>(missing.map((id) => [id, { passes: 0, trials: 1 }]));
  for (const { value } of scored) {
    if (value.verdict === 'grader_error' || value.verdict === 'no_verdict') continue;
    const before = clusters.get(value.id) ?? { passes: 0, trials: 0 };
    clusters.set(value.id, {
      passes: before.passes + (value.verdict === 'pass' ? 1 : 0),
      trials: before.trials + 1,
    });
  }
  if (clusters.size === 0) return null;
  const { rate, rows, cases, effectiveN } = clusteredRate([...clusters.values()]);
  return {
    rate,
    interval: wilson(rate, effectiveN),
    passed: Math.round(rate * rows),
    rows,
    cases,
    effectiveN,
  };
}

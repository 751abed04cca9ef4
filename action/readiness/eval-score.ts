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

/** How the real scored cases did. Four kinds of row stay apart; an attempt without a row counts against the system. */
export type EvalScore = {
  /** `null` when no real case was scored. */
  estimate: Estimate | null;
  /** Cases in `eval/cases` with fewer rows than the case with the most (none at all, as a rule), by id. */
  missing: readonly string[];
  /** Rows whose case is not in `eval/cases`. */
  unknown: readonly Row<EvalRow>[];
  /** Rows that repeat the id and repeat number of another. */
  duplicates: readonly Row<EvalRow>[];
  /** Rows of the real scored cases, whatever became of them. */
  attempts: number;
  systemErrors: number;
  graderErrors: number;
  noVerdicts: number;
  /** Rows that went to a person although the case has an answer. They did not pass. */
  toPerson: number;
};

/**
 * Scores real cases of the scored suite. Grader errors and rows without a verdict give no verdict, so they leave the
 * rate (the check limits how many may); system errors and missing attempts count as failures. Every case is due as
 * many attempts as the case that has the most: leaving out the repeats that failed, or trying an easy case more
 * often, gains nothing.
 *
 * @param unattended a case then passes only if all of its attempts do
 */
export function scoreEval(
  cases: readonly Row<EvalCase>[],
  rows: readonly Row<EvalRow>[],
  unattended: boolean,
): EvalScore {
  const real = new Set(sortRealCases(cases).counted.map((row) => row.value.id));
  const known = new Set(cases.map((row) => row.value.id));
  const { unique, duplicates } = separateDuplicates(rows);
  const scored = unique.filter((row) => real.has(row.value.id));
  const attempts = new Map([...real].map((id) => [id, [] as EvalRow[]]));
  for (const { value } of scored) attempts.get(value.id)?.push(value);
  const due = [...attempts.values()].reduce((most, own) => Math.max(most, own.length), 1);
  return {
    estimate: estimate([...attempts.values()], due, unattended),
    missing: [...attempts].filter(([, own]) => own.length < due).map(([id]) => id),
    unknown: rows.filter((row) => !known.has(row.value.id)),
    duplicates,
    attempts: scored.length,
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

function estimate(
  attempts: readonly (readonly EvalRow[])[],
  due: number,
  unattended: boolean,
): Estimate | null {
  const tried = attempts.map((own) => clusterOf(own, due)).filter((one) => one.trials > 0);
  const clusters = unattended
    ? tried.map((one) => ({ passes: one.passes === one.trials ? 1 : 0, trials: 1 }))
    : tried;
  if (clusters.length === 0) return null;
  const { rate, rows, cases, effectiveN } = clusteredRate(clusters);
  return {
    rate,
    interval: wilson(rate, effectiveN),
    passed: Math.round(rate * rows),
    rows,
    cases,
    effectiveN,
  };
}

function clusterOf(own: readonly EvalRow[], due: number): Cluster {
  const without = own.filter((row) => row.verdict === 'grader_error' || row.verdict === 'no_verdict').length;
  return { passes: own.filter(passes).length, trials: due - without };
}

/** A grader that lets giving up pass does not make it an answer. */
const passes = (row: EvalRow): boolean =>
  row.verdict === 'pass' && row.outcome !== 'needs_person' && row.outcome !== 'refused';

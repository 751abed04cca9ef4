import type { EvalCase } from '../contract/eval-case.ts';
import { attemptsById } from './attempts.ts';
import { separateDuplicates } from './duplicate-rows.ts';
import { type CaseTrials, type Estimate, estimateRate, type RepeatRule, trialsOf } from './estimate.ts';
import type { EvalRecord } from './eval-record.ts';
import type { Row } from './reading.ts';
import { sortRealCases } from './real-cases.ts';
import { bySlice, slicesOf } from './slices.ts';

/** How a part of the cases did; `null` where none of its cases was judged. */
export type SliceScore = { name: string; estimate: Estimate | null };

/** How the real scored cases did. Four kinds of row stay apart; an attempt without a row counts against the system. */
export type EvalScore = {
  /** `null` when no real case was scored. */
  estimate: Estimate | null;
  /** Every slice that a real scored case belongs to. */
  slices: readonly SliceScore[];
  /** Cases in `eval/cases` with fewer rows than the case with the most (none at all, as a rule), by id. */
  missing: readonly string[];
  /** Rows whose case is not in `eval/cases`. */
  unknown: readonly Row<EvalRecord>[];
  /** Rows that repeat the id, variant and repeat number of another. */
  duplicates: readonly Row<EvalRecord>[];
  /** Rows of the real scored cases, whatever became of them. */
  attempts: number;
  /** Attempts at the case that has the most: what each case is due. */
  repeats: number;
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
 * often, gains nothing. Attempts by several variants are attempts like any others.
 */
export function scoreEval(
  cases: readonly Row<EvalCase>[],
  rows: readonly Row<EvalRecord>[],
  rule: RepeatRule,
): EvalScore {
  const real = [...new Map(sortRealCases(cases).counted.map((row) => [row.value.id, row])).values()];
  const known = new Set(cases.map((row) => row.value.id));
  const { unique, duplicates } = separateDuplicates(rows);
  const byCase = attemptsById(unique);
  const tried = real.map((row) => ({ row, attempts: byCase.get(row.value.id) ?? [] }));
  const due = tried.reduce((most, { attempts }) => Math.max(most, attempts.length), 1);
  const scored = tried.flatMap(({ attempts }) => attempts);
  const counted = tried.map((one) => ({ ...one, trials: trialsOf(one.attempts, due, rule) }));
  const estimate = (some: readonly { trials: CaseTrials | null }[]) =>
    estimateRate(some.map((one) => one.trials).filter((trials) => trials !== null));
  return {
    estimate: estimate(counted),
    slices: bySlice(counted, ({ row, attempts }) => slicesOf(row, attempts)).map(({ name, members }) => ({
      name,
      estimate: estimate(members),
    })),
    missing: tried.filter(({ attempts }) => attempts.length < due).map(({ row }) => row.value.id),
    unknown: rows.filter((row) => !known.has(row.value.id)),
    duplicates,
    attempts: scored.length,
    repeats: due,
    systemErrors: countOf(scored, 'system_error'),
    graderErrors: countOf(scored, 'grader_error'),
    noVerdicts: countOf(scored, 'no_verdict'),
    toPerson: scored.filter((one) => one.outcome === 'needs_person').length,
  };
}

const countOf = (records: readonly EvalRecord[], verdict: EvalRecord['verdict']): number =>
  records.filter((one) => one.verdict === verdict).length;

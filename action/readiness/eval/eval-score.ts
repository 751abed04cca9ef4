import type { EvalCase } from '../../contract/eval-case.ts';
import type { Row } from '../reading.ts';
import { attemptsById } from './attempts.ts';
import { separateDuplicates } from './duplicate-rows.ts';
import { type CaseTrials, type Estimate, estimateRate, type RepeatRule, trialsOf } from './estimate.ts';
import type { EvalRecord } from './eval-record.ts';
import { alikeCases, sortRealCases } from './real-cases.ts';
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
  /** Real scored cases that say nearly the same as another, and count together with it. */
  copies: number;
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
 * often, gains nothing. Attempts by several variants are attempts like any others. Cases that say nearly the same
 * count once: else copies of what was right would make it right more often.
 */
export function scoreEval(
  cases: readonly Row<EvalCase>[],
  rows: readonly Row<EvalRecord>[],
  rule: RepeatRule,
): EvalScore {
  const { counted: claimed } = sortRealCases(cases);
  const real = [...new Map(claimed.map((row) => [row.value.id, row])).values()];
  const known = new Set(cases.map((row) => row.value.id));
  const { unique, duplicates } = separateDuplicates(rows);
  const byCase = attemptsById(unique);
  const tried = real.map((row) => ({ row, attempts: byCase.get(row.value.id) ?? [] }));
  const due = tried.reduce((most, { attempts }) => Math.max(most, attempts.length), 1);
  const scored = tried.flatMap(({ attempts }) => attempts);
  const counted = onceEach(
    tried.map((one) => ({ ...one, trials: trialsOf(one.attempts, due, rule) })),
    alikeCases(claimed),
  );
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
    copies: tried.length - counted.length,
    attempts: scored.length,
    repeats: due,
    systemErrors: countOf(scored, 'system_error'),
    graderErrors: countOf(scored, 'grader_error'),
    noVerdicts: countOf(scored, 'no_verdict'),
    toPerson: scored.filter((one) => one.outcome === 'needs_person').length,
  };
}

type Counted = { row: Row<EvalCase>; attempts: readonly EvalRecord[]; trials: CaseTrials | null };

/** Puts copies into the place of the first of them, with the mean of what they came to. */
function onceEach(all: readonly Counted[], firstOf: ReadonlyMap<string, string>): Counted[] {
  const groups = new Map<string, Counted[]>();
  for (const one of all) {
    const first = firstOf.get(one.row.value.id) ?? one.row.value.id;
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [one]);
    else group.push(one);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [Counted];
    if (group.length === 1) return first;
    const trials = meanOf(group.map((one) => one.trials).filter((one) => one !== null));
    return { row: first.row, attempts: group.flatMap((one) => one.attempts), trials };
  });
}

function meanOf(all: readonly CaseTrials[]): CaseTrials | null {
  const [first] = all;
  if (first === undefined) return null;
  const mean = (key: 'passes' | 'trials') => all.reduce((sum, one) => sum + one[key], 0) / all.length;
  return { group: first.group, passes: mean('passes'), trials: mean('trials') };
}

const countOf = (records: readonly EvalRecord[], verdict: EvalRecord['verdict']): number =>
  records.filter((one) => one.verdict === verdict).length;

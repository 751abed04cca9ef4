import { type Cluster, clusteredRate } from '../../statistics/effective-n.ts';
import { type Interval, trialsNeeded, wilson } from '../../statistics/wilson.ts';
import { isJudged, isRight } from './case-verdict.ts';
import type { EvalRecord } from './eval-record.ts';

/** A pass rate with what it rests on. */
export type Estimate = {
  rate: number;
  interval: Interval;
  /** Rows that passed and rows that counted. */
  passed: number;
  rows: number;
  cases: number;
  /** Groups of cases that are alike, such as those about one document; as many as cases where none are. */
  clusters: number;
  effectiveN: number;
};

/** What the attempts at one case come to. */
export type RepeatRule = {
  /** Nobody looks before it takes effect: a case passes only with all of its attempts, and counts once. */
  unattended: boolean;
  /** Share of its attempts that a case has to pass; with fewer it counts as failed in all. 0 counts each attempt. */
  ofRepeats: number;
};

/** What the attempts at one case count for, and the group of cases alike that it belongs to. */
export type CaseTrials = Cluster & { group: string | null };

/**
 * @param due how many attempts the case should have; those that are not there count as failures
 * @returns `null` when nothing was judged
 */
export function trialsOf(attempts: readonly EvalRecord[], due: number, rule: RepeatRule): CaseTrials | null {
  let [passes, trials] = [0, due];
  let group: string | null = null;
  for (const one of attempts) {
    if (!isJudged(one)) trials -= 1;
    if (isRight(one)) passes += 1;
    group ??= one.cluster;
  }
  if (trials <= 0) return null;
  if (rule.unattended) return { group, passes: passes === trials ? 1 : 0, trials: 1 };
  // Compared as whole attempts, so that 7 of 25 meet 0.28 whatever the last bit of a product says.
  const needed = Math.ceil(rule.ofRepeats * trials - 1e-9);
  return { group, passes: passes >= needed ? passes : 0, trials };
}

/** @returns the pass rate over cases, or `null` where there is none. */
export function estimateRate(cases: readonly CaseTrials[]): Estimate | null {
  if (cases.length === 0) return null;
  const clusters = merged(cases);
  const { rate, rows, effectiveN } = clusteredRate(clusters);
  return {
    rate,
    interval: wilson(rate, effectiveN),
    passed: Math.round(rate * rows),
    rows,
    cases: cases.length,
    clusters: clusters.length,
    effectiveN,
  };
}

/** Cases of one group count together; a case without one is its own. */
function merged(cases: readonly CaseTrials[]): Cluster[] {
  const byGroup = new Map<string, Cluster>();
  const alone: Cluster[] = [];
  for (const { group, passes, trials } of cases) {
    if (group === null) alone.push({ passes, trials });
    else {
      const before = byGroup.get(group) ?? { passes: 0, trials: 0 };
      byGroup.set(group, { passes: before.passes + passes, trials: before.trials + trials });
    }
  }
  return [...alone, ...byGroup.values()];
}

/** What an estimate says of a bar. */
export type RateVerdict = 'meets' | 'misses' | 'cannot-tell';

/** Judges on the interval: over the bar altogether, under it altogether, or neither. Nothing measured cannot tell. */
export function judgeRate(estimate: Estimate | null, bar: number): RateVerdict {
  if (estimate === null) return 'cannot-tell';
  if (estimate.interval.low >= bar) return 'meets';
  return estimate.interval.high < bar ? 'misses' : 'cannot-tell';
}

/** What the last bits of a sum of clusters may come to. */
const LAST_BITS = 1e-6;

/** @returns what could tell, as the end of a sentence: as many cases as these, each worth what these are worth. */
export function whatCouldTell({ rate, cases, effectiveN }: Estimate, bar: number): string {
  const needed = trialsNeeded(rate, bar);
  if (needed === undefined) return 'the rate itself has to rise';
  return `at this rate ${Math.ceil((needed * cases) / effectiveN - LAST_BITS)} cases could tell`;
}

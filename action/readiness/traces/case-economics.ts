import { type Description, describe } from '../../statistics/describe.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Interval } from '../../statistics/wilson.ts';
import type { ValueResult } from '../../value/business-case.ts';
import type { TracedCost } from './traced-cost.ts';

/** What a case costs beside its tokens. */
export type Overhead = { infrastructure_per_month: number; review_per_case: number };

/** What one case costs, all in, and what that comes to. Money in the currency of the prices. */
export type CaseEconomics = {
  cases: number;
  /** Mean for tokens alone. */
  tokens: number;
  infrastructure: number;
  review: number;
  mean: number;
  /** 95 % interval of the mean; `null` with one case. Only tokens were sampled, so only they make it wide. */
  interval: Interval | null;
  p50: number;
  p95: number;
  /** At full volume. */
  month: Spread;
  /** Cost over what a case saves before it costs anything; `null` where it saves nothing. */
  ofValue: Spread | null;
  /** What a case saves before it costs anything: its review is among the minutes with the POC, and was taken off. */
  saves: number;
};

/** What was observed, and the upper end of its 95 % interval; `null` with one case. */
export type Spread = { observed: number; upper: number | null };

/**
 * @param perMonth eligible cases a month: full volume
 * @param gain what an attempted case gains, without the cost of running
 */
export function caseEconomics(
  { perCase }: TracedCost,
  { infrastructure_per_month: monthly, review_per_case: review }: Overhead,
  perMonth: number,
  gain: number,
): CaseEconomics {
  const { mean: tokens, interval, n }: Description = describe(perCase);
  const infrastructure = monthly / perMonth;
  const besides = infrastructure + review;
  const saves = gain + review;
  const spread = (of: (cost: number) => number): Spread => ({
    observed: of(tokens + besides),
    upper: interval === null ? null : of(interval.high + besides),
  });
  return {
    cases: n,
    tokens,
    infrastructure,
    review,
    mean: tokens + besides,
    interval:
      interval === null ? null : { low: Math.max(0, interval.low) + besides, high: interval.high + besides },
    p50: quantile(perCase, 0.5) + besides,
    p95: quantile(perCase, 0.95) + besides,
    month: spread((cost) => cost * perMonth),
    ofValue: gain > 0 ? spread((cost) => cost / saves) : null,
    saves,
  };
}

/** @returns what an attempted case gains in minutes and errors, before anything that running costs; 0 where none was tried. */
export function gainPerCase({ mean, atMean }: Pick<ValueResult, 'mean' | 'atMean'>): number {
  const attempted = mean.adoption * mean.casesPerYear;
  return attempted === 0 ? 0 : (atMean.labour + atMean.errors + atMean.haircut) / attempted;
}

/** What a month may cost, and what share of what it saves a case may. */
export type Most = { budget: number; ofValue: number };

/** Over a bar is what was observed; within it only what the upper end of the interval lies within. */
export function judgeEconomics(
  { month, ofValue }: CaseEconomics,
  most: Most,
): 'within' | 'over' | 'cannot-tell' {
  if (ofValue === null || month.observed > most.budget || ofValue.observed > most.ofValue) return 'over';
  const isWithin = ({ upper }: Spread, bar: number) => upper !== null && upper <= bar;
  return isWithin(month, most.budget) && isWithin(ofValue, most.ofValue) ? 'within' : 'cannot-tell';
}

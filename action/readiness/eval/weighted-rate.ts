import { type Interval, wilson } from '../../statistics/wilson.ts';
import type { Estimate } from './estimate.ts';
import type { EvalScore } from './eval-score.ts';

/** A pass rate as it would be if the cases were mixed as production is. */
export type WeightedRate = { rate: number; interval: Interval; effectiveN: number };

/**
 * Weights the pass rates of slices by their shares of production. The interval is Wilson's on the smaller of two
 * effective ns: that of weights that are not alike, 1 / Σ(w²/n), and that of the slices' own variances,
 * p(1 − p) / Σ(w² r(1 − r)/n). The second alone would be without bound where every slice is all right or all wrong.
 *
 * @param slices the estimate of each slice with its share; the shares are divided by their sum
 * @throws RangeError without a slice
 * @see L. Kish, Survey Sampling (1965), 11.7 (weights); W. G. Cochran, Sampling Techniques (1977), 5.3 (strata)
 */
export function weightedRate(
  slices: readonly { share: number; estimate: Pick<Estimate, 'rate' | 'effectiveN'> }[],
): WeightedRate {
  const total = slices.reduce((sum, one) => sum + one.share, 0);
  if (!(total > 0)) throw new RangeError('No weighted rate without slices');
  const parts = slices.map(({ share, estimate }) => ({ ...estimate, weight: share / total }));
  const sum = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((all, part) => all + of(part), 0);
  const rate = Math.min(
    1,
    sum(({ weight, rate: own }) => weight * own),
  );
  const ofWeights = 1 / sum(({ weight, effectiveN }) => weight ** 2 / effectiveN);
  const variance = sum(({ weight, effectiveN, rate: own }) => (weight ** 2 * own * (1 - own)) / effectiveN);
  const ofVariance = variance === 0 ? ofWeights : (rate * (1 - rate)) / variance;
  const effectiveN = Math.min(ofWeights, ofVariance);
  return { rate, interval: wilson(rate, effectiveN), effectiveN };
}

/** @returns the score as production is mixed, or `null` where a slice has no results that count. */
export function weightedScore(
  score: EvalScore | null,
  slices: readonly { name: string; share: number }[],
): WeightedRate | null {
  const parts = slices.flatMap(({ name, share }) => {
    const estimate = score?.slices.find((one) => one.name === name)?.estimate ?? null;
    return estimate === null ? [] : [{ share, estimate }];
  });
  return parts.length < slices.length ? null : weightedRate(parts);
}

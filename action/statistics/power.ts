import { normalQuantile } from './normal.ts';
import { expectInside, expectPositive, expectShare } from './range.ts';

/** The z of a two-sided `alpha` and of `power`, both over 0 and under 1. */
function quantiles(power: number, alpha: number): { alphaZ: number; powerZ: number } {
  expectInside('power', power);
  expectInside('alpha', alpha);
  return { alphaZ: normalQuantile(1 - alpha / 2), powerZ: normalQuantile(power) };
}

/**
 * The cases that both systems must do, so that McNemar's test finds a difference of `difference` with this power.
 *
 * @param difference between the two shares of right answers, over 0, at most `discordant`
 * @param discordant share of cases on which the two differ, at most 1
 * @param alpha two-sided
 * @throws RangeError for a difference that the discordant share does not allow, or a power or alpha not between 0 and 1
 * @see R. J. Connor, Biometrics 43 (1987) 207–211
 */
export function pairsNeeded(difference: number, discordant: number, power = 0.8, alpha = 0.05): number {
  expectShare('discordant', discordant);
  if (!(difference > 0 && difference <= discordant))
    throw new RangeError(
      `difference is ${difference}; expected over 0 and at most ${discordant}, the discordant share`,
    );
  const { alphaZ, powerZ } = quantiles(power, alpha);
  const root = alphaZ * Math.sqrt(discordant) + powerZ * Math.sqrt(discordant - difference ** 2);
  return Math.ceil((root / difference) ** 2);
}

/**
 * The smallest difference that n pairs can show with this power: `pairsNeeded` solved for the difference.
 *
 * @param n pairs, over 0; an effective n need not be whole
 * @param discordantShare share of cases on which the two differ, 0 to 1
 * @param alpha two-sided
 * @returns `null` when even every discordant pair going one way would not do
 * @throws RangeError for an n that is not finite and over 0, a share outside 0 to 1, or a power or alpha not between
 *   0 and 1
 * @see R. J. Connor, Biometrics 43 (1987) 207–211
 */
export function smallestDifference(
  n: number,
  discordantShare: number,
  power = 0.8,
  alpha = 0.05,
): number | null {
  expectPositive('n', n);
  expectShare('discordantShare', discordantShare);
  const { alphaZ, powerZ } = quantiles(power, alpha);
  const under = n + powerZ ** 2 - alphaZ ** 2;
  if (discordantShare === 0 || under < 0) return null;
  const root = Math.sqrt(n) * alphaZ + powerZ * Math.sqrt(under);
  const difference = (Math.sqrt(discordantShare) * root) / (n + powerZ ** 2);
  return difference > 0 && difference <= discordantShare ? difference : null;
}

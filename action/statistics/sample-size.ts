import { normalQuantile } from './normal.ts';
import { expectCount, expectInside, expectPositive } from './range.ts';

/** What two systems' scores on the same questions vary by. Variances are in the score's unit, squared. */
export type ScoreVariance = {
  /** ω²: of the difference of the two systems' expected scores from question to question. */
  between: number;
  /** σ²: of a system's score on the same question from try to try. 0 when it answers the same every time. */
  firstWithin: number;
  secondWithin: number;
  /** Tries a question, 1 or more: resampling divides the variance within. */
  firstTries: number;
  secondTries: number;
};

/**
 * The questions that both must answer, so that a difference of means of `difference` is found with this power:
 * (z_{α/2} + z_β)² (ω² + σ_A²/K_A + σ_B²/K_B) / δ².
 *
 * @param difference in the score's unit, over 0
 * @param alpha two-sided; twice the level for a one-sided test
 * @throws RangeError for a difference not over 0, a negative variance, no variance at all, tries that are not a whole
 *   number over 0, or a power or alpha not between 0 and 1
 * @see E. Miller, "Adding Error Bars to Evals", arXiv:2411.00640 (2024), equation 9
 */
export function questionsNeeded(
  difference: number,
  variance: ScoreVariance,
  power = 0.8,
  alpha = 0.05,
): number {
  expectPositive('difference', difference);
  const reach = reachOf(power, alpha);
  return Math.ceil((reach ** 2 * totalOf(variance)) / difference ** 2);
}

/**
 * The smallest difference of means that n questions find with this power: `questionsNeeded` solved for it.
 *
 * @param n over 0; an effective n need not be whole
 * @throws RangeError as `questionsNeeded`
 * @see E. Miller, arXiv:2411.00640 (2024), equation 10
 */
export function smallestMeanDifference(
  n: number,
  variance: ScoreVariance,
  power = 0.8,
  alpha = 0.05,
): number {
  expectPositive('n', n);
  return reachOf(power, alpha) * Math.sqrt(totalOf(variance) / n);
}

/**
 * The cases that must all pass, so that a pass rate of `bar` is proven: ⌈ln(1 − confidence) / ln bar⌉, the success run.
 * 29 for 0.90 and 59 for 0.95 at 95 %.
 *
 * @param confidence one-sided
 * @throws RangeError for a bar or a confidence that is not between 0 and 1
 * @see success-run theorem: the exact one-sided lower bound of n in n is (1 − confidence)^(1/n)
 */
export function allPassNeeded(bar: number, confidence = 0.95): number {
  expectInside('bar', bar);
  expectInside('confidence', confidence);
  return Math.ceil(Math.log(1 - confidence) / Math.log(bar));
}

function reachOf(power: number, alpha: number): number {
  expectInside('power', power);
  expectInside('alpha', alpha);
  const reach = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  expectPositive('the sum of both quantiles', reach);
  return reach;
}

function totalOf({ between, firstWithin, secondWithin, firstTries, secondTries }: ScoreVariance): number {
  for (const [name, tries] of Object.entries({ firstTries, secondTries })) {
    expectCount(name, tries);
    expectPositive(name, tries);
  }
  for (const [name, variance] of Object.entries({ between, firstWithin, secondWithin })) {
    if (!(variance >= 0)) throw new RangeError(`${name} is ${variance}; expected a number, 0 or more`);
  }
  const total = between + firstWithin / firstTries + secondWithin / secondTries;
  expectPositive('the variance', total);
  return total;
}

import { betaQuantile } from './beta.ts';
import { expectCount, expectInside, expectPositive } from './range.ts';
import type { Interval } from './wilson.ts';

/**
 * The exact two-sided interval of a proportion. It covers at least as often as it says, so it is wide.
 *
 * @throws RangeError for counts that are not whole, more successes than trials, no trials, or a confidence that is not
 *   between 0 and 1
 * @see C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404–413
 */
export function clopperPearson(successes: number, n: number, confidence = 0.95): Interval {
  expectInside('confidence', confidence);
  const oneSided = 1 - (1 - confidence) / 2;
  return { low: lowerBound(successes, n, oneSided), high: upperBound(successes, n, oneSided) };
}

/**
 * The exact one-sided upper bound of a proportion: what zero failures in n still allow. 0 of 30 is 9.5 %, and the
 * rule of three's 3/n is its rough form.
 *
 * @throws RangeError as `clopperPearson`
 * @see J. A. Hanley and A. Lippman-Hand, JAMA 249 (1983) 1743–1745
 */
export function upperBound(successes: number, n: number, confidence = 0.95): number {
  expectCounts(successes, n);
  expectInside('confidence', confidence);
  return successes === n ? 1 : betaQuantile(confidence, successes + 1, n - successes);
}

/**
 * The exact one-sided lower bound of a proportion.
 *
 * @throws RangeError as `clopperPearson`
 */
export function lowerBound(successes: number, n: number, confidence = 0.95): number {
  expectCounts(successes, n);
  expectInside('confidence', confidence);
  return successes === 0 ? 0 : betaQuantile(1 - confidence, successes, n - successes + 1);
}

function expectCounts(successes: number, n: number): void {
  expectCount('successes', successes);
  expectCount('n', n);
  expectPositive('n', n);
  if (successes > n) throw new RangeError(`successes is ${successes}; expected ${n}, the trials, or fewer`);
}

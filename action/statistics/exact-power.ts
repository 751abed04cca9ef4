import { betaQuantile } from './beta.ts';
import { binomialCdf } from './binomial.ts';
import { expectCount, expectInside, expectShare } from './range.ts';

/**
 * How often an exact one-sided binomial test finds that a share has risen from `before` to `after`.
 *
 * @param n things that are looked at
 * @param alpha of the test, at most
 * @throws RangeError for an n that is no whole number, shares outside 0 to 1, or an alpha not between 0 and 1
 */
export function exactPower(n: number, before: number, after: number, alpha = 0.05): number {
  expectShare('after', after);
  return 1 - binomialCdf(criticalCount(n, before, alpha) - 1, n, after);
}

/**
 * The smallest share over `before` that an exact one-sided binomial test of n things finds with this power. The share
 * before is taken as known.
 *
 * @returns `null` where even n of n would not tell
 * @throws RangeError as `exactPower`, and for a power not between 0 and 1
 * @see C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404–413: the share at which so many or more are that likely
 */
export function smallestRise(n: number, before: number, power = 0.8, alpha = 0.05): number | null {
  expectInside('power', power);
  const critical = criticalCount(n, before, alpha);
  return critical > n ? null : betaQuantile(power, critical, n - critical + 1);
}

/** @returns the smallest count that is at most `alpha` likely to be reached when nothing has risen; n + 1 where none is. */
function criticalCount(n: number, before: number, alpha: number): number {
  expectCount('n', n);
  expectShare('before', before);
  expectInside('alpha', alpha);
  let [low, high] = [0, n + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (1 - binomialCdf(middle - 1, n, before) > alpha) low = middle;
    else high = middle;
  }
  return high;
}

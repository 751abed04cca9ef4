import { binomialCdf } from './binomial.ts';
import { expectFinite, expectInside, expectShare } from './range.ts';

/**
 * The p-quantile by nearest rank: the smallest value that at least a share `p` of the values does not exceed. Always a
 * value that was observed; p = 0 is the smallest.
 *
 * @throws RangeError for no values, a value that is not finite, or a p outside 0 to 1
 * @see R. J. Hyndman and Y. Fan, Am. Statist. 50 (1996) 361–365, definition 1
 */
export function quantile(values: readonly number[], p: number): number {
  return nearestRank(sortedOf(values), p);
}

/**
 * `quantile` of values that already ascend. They are not looked at, so they may be infinite.
 *
 * @throws RangeError for no values, or a p outside 0 to 1
 */
export function nearestRank(ascending: ArrayLike<number>, p: number): number {
  expectShare('p', p);
  if (ascending.length === 0) throw new RangeError('No quantile of nothing');
  // 0.07 · 100 is a hair over 7 in floating point; the rank is 7.
  const rank = Math.max(1, Math.ceil(p * ascending.length - 1e-9));
  return ascending[rank - 1] as number;
}

/**
 * The smallest observed value that the true p-quantile stays under with this confidence, whatever the distribution:
 * the k-th smallest, for the smallest k with P(Bin(n, p) ≤ k − 1) ≥ confidence.
 *
 * @param confidence one-sided
 * @returns `null` when n is too small: even the largest value may lie under the quantile too often (p = 0.95 needs 59)
 * @throws RangeError for a value that is not finite, or a p or a confidence that is not between 0 and 1
 * @see G. J. Hahn and W. Q. Meeker, Statistical Intervals (1991), chapter 5
 */
export function quantileUpperBound(values: readonly number[], p: number, confidence = 0.95): number | null {
  expectInside('p', p);
  expectInside('confidence', confidence);
  const sorted = sortedOf(values);
  const n = sorted.length;
  if (binomialCdf(n - 1, n, p) < confidence) return null;
  let [low, high] = [0, n];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle - 1, n, p) < confidence) low = middle;
    else high = middle;
  }
  return sorted[high - 1] as number;
}

function sortedOf(values: readonly number[]): number[] {
  for (const value of values) expectFinite('A value', value);
  return [...values].sort((a, b) => a - b);
}

import { expectCount, expectInside } from './range.ts';

/**
 * The number of cases that must flip, all in one direction, before McNemar's exact test can reach `alpha`: 6 for 0.05,
 * since 2 · ½⁵ is 0.0625. The mid-p needs one fewer (five flips give 0.03125).
 *
 * @throws RangeError for an alpha that is not between 0 and 1
 * @see M. W. Fagerland, S. Lydersen and P. Laake, BMC Med. Res. Methodol. 13:91 (2013)
 */
export function fewestFlips(alpha = 0.05): number {
  expectInside('alpha', alpha);
  let flips = 1;
  for (let p = 1; p > alpha; p /= 2) flips += 1;
  return flips;
}

/**
 * The smallest drop, as a share of n cases, that McNemar's exact test could call one: all flips in one direction.
 *
 * @returns `null` when there are fewer cases than flips needed: then not even losing all of them is proven
 * @throws RangeError for an n that is not a whole number of 0 or more, or an alpha that is not between 0 and 1
 */
export function smallestProvableDrop(n: number, alpha = 0.05): number | null {
  expectCount('n', n);
  const flips = fewestFlips(alpha);
  return n < flips ? null : flips / n;
}

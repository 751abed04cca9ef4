import { incompleteBeta } from './beta.ts';
import { binomialMass } from './binomial-mass.ts';
import { expectCount, expectShare } from './range.ts';

/**
 * P(X = k) for X binomial(n, p).
 *
 * @throws RangeError for a k or n that is not a whole number of 0 or more, a k over n, or a p outside 0 to 1
 */
export function binomialTerm(k: number, n: number, p: number): number {
  expectCount('k', k);
  expectCount('n', n);
  expectShare('p', p);
  if (k > n) throw new RangeError(`k is ${k}; expected ${n}, the number of trials, or fewer`);
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  return binomialMass(k, n - k, p);
}

/**
 * P(X ≤ k) for X binomial(n, p). 0 for a k under 0 and 1 for a k of n or more.
 *
 * @throws RangeError for a k that is not whole, an n that is not a whole number of 0 or more, or a p outside 0 to 1
 * @see Abramowitz and Stegun 26.5.24
 */
export function binomialCdf(k: number, n: number, p: number): number {
  if (!Number.isSafeInteger(k)) throw new RangeError(`k is ${k}; expected a whole number`);
  expectCount('n', n);
  expectShare('p', p);
  if (k < 0) return 0;
  if (k >= n) return 1;
  return incompleteBeta(1 - p, n - k, k + 1);
}

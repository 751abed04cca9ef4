import { expectPositive, expectShare } from './range.ts';

/** The 97.5 % point of the standard normal distribution: two-sided 95 %. */
export const Z95 = 1.959963984540054;

/** An interval on the scale of what it is about. */
export type Interval = { low: number; high: number };

/**
 * Wilson's score interval for a proportion.
 *
 * @param rate share of successes, 0 to 1
 * @param n number of independent trials, over 0; an effective n need not be whole
 * @param z normal quantile, two-sided 95 % unless told. With normalQuantile(0.95) each end is a one-sided 95 % bound
 * @throws RangeError for a rate outside 0 to 1, or an n or z that is not finite and over 0
 * @see E. B. Wilson, JASA 22 (1927) 209–212; checked against R. G. Newcombe, Statist. Med. 17 (1998) 857–872, Table I
 */
export function wilson(rate: number, n: number, z = Z95): Interval {
  expectShare('rate', rate);
  expectPositive('n', n);
  expectPositive('z', z);
  const zz = (z * z) / n;
  const centre = rate + zz / 2;
  const half = z * Math.sqrt((rate * (1 - rate)) / n + zz / (4 * n));
  // At 0 and 1 the bound is exact; rounding must not push it outside.
  const low = rate === 0 ? 0 : (centre - half) / (1 + zz);
  const high = rate === 1 ? 1 : (centre + half) / (1 + zz);
  return { low, high };
}

/**
 * The smallest number of trials at which `rate` would put Wilson's lower bound at or over `bar`.
 *
 * @returns the number, or `undefined` when the rate does not lie over the bar, so that no number would do
 * @throws RangeError for a rate or a bar outside 0 to 1
 */
export function trialsNeeded(rate: number, bar: number): number | undefined {
  expectShare('rate', rate);
  expectShare('bar', bar);
  if (rate <= bar) return undefined;
  let high = 1;
  while (wilson(rate, high).low < bar) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wilson(rate, middle).low < bar) low = middle;
    else high = middle;
  }
  return high;
}

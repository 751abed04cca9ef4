import { expectInside } from './range.ts';
import { bisect } from './root.ts';

/** Where the tail's continued fraction takes over from the series, and how deep it is followed there. */
const TAIL_FROM = 3;
const TAIL_DEPTH = 120;

/**
 * P(Z ≤ z) for the standard normal distribution. 0 and 1 at the infinities.
 *
 * @throws RangeError for NaN
 * @see Abramowitz and Stegun 26.2.11 (series), 26.2.14 (continued fraction)
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('z is NaN; expected a number');
  if (z <= -TAIL_FROM) return upperTail(-z);
  if (z >= TAIL_FROM) return 1 - upperTail(z);
  return 0.5 + centre(z);
}

/**
 * The z that a standard normal variable stays under with probability `p`.
 *
 * @param p over 0 and under 1
 * @throws RangeError for any other p
 */
export function normalQuantile(p: number): number {
  expectInside('p', p);
  if (p === 0.5) return 0;
  // The lower tail keeps its digits, the upper one loses them against 1.
  return p > 0.5 ? -normalQuantile(1 - p) : bisect(normalCdf, p, -40, 0);
}

const density = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

function centre(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum * density(z);
}

function upperTail(z: number): number {
  let fraction = 0;
  for (let k = TAIL_DEPTH; k >= 1; k -= 1) fraction = k / (z + fraction);
  return density(z) / (z + fraction);
}

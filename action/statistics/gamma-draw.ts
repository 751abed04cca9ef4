import { expectFinite } from './range.ts';

/** Gives numbers from 0 up to but not 1, as `randomFrom` does. */
export type Random = () => number;

/**
 * One draw from the standard normal distribution. Takes two random numbers.
 *
 * @see G. E. P. Box and M. E. Muller, Ann. Math. Statist. 29 (1958) 610–611
 */
export function normalDraw(random: Random): number {
  // 1 − u is never 0, so its logarithm is finite.
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * One draw from the gamma distribution with scale 1. Its mean and its variance are the shape.
 *
 * After a count of k the rate of a Poisson process is gamma(k + 1), when every rate was as likely before.
 *
 * @param shape 1 or more: what a count and one more comes to
 * @throws RangeError for a shape under 1, or one that is not finite
 * @see G. Marsaglia and W. W. Tsang, ACM Trans. Math. Softw. 26 (2000) 363–372
 */
export function gammaDraw(shape: number, random: Random): number {
  expectFinite('shape', shape);
  if (shape < 1) throw new RangeError(`shape is ${shape}; expected 1 or more`);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  while (true) {
    const z = normalDraw(random);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * z * z + d * (1 - v + Math.log(v))) return d * v;
  }
}

/**
 * One draw from the beta distribution, of two gammas: X / (X + Y).
 *
 * After k of n the share is beta(k + 1, n − k + 1), when every share was as likely before.
 *
 * @param a 1 or more, like `b`
 * @throws RangeError as `gammaDraw`
 * @see L. Devroye, Non-Uniform Random Variate Generation (1986), section IX.4
 */
export function betaDraw(a: number, b: number, random: Random): number {
  const x = gammaDraw(a, random);
  return x / (x + gammaDraw(b, random));
}

import { binomialMass } from './binomial-mass.ts';
import { expectPositive, expectShare } from './range.ts';
import { bisect } from './root.ts';

/** Steps that the continued fraction may take. It needs some √max(a, b) of them: enough for counts of a billion. */
const MOST_STEPS = 1_000_000;

/**
 * Regularised incomplete beta function I_x(a, b): the chance that a beta(a, b) variable is x or less. 0 for an x under
 * 0, 1 for an x over 1.
 *
 * @throws RangeError for an x that is not a number, or an a or b that is not finite and over 0
 * @see Abramowitz and Stegun 26.5.8 (continued fraction); about 13 digits against scipy 1.17.1
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  expectPositive('a', a);
  expectPositive('b', b);
  if (Number.isNaN(x)) throw new RangeError('x is NaN; expected a number');
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = (binomialMass(a, b, x) * a * b) / (a + b);
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/**
 * The x at which I_x(a, b) is `p`.
 *
 * @param p 0 to 1
 * @throws RangeError for a p outside 0 to 1, or an a or b that is not finite and over 0
 */
export function betaQuantile(p: number, a: number, b: number): number {
  expectShare('p', p);
  expectPositive('a', a);
  expectPositive('b', b);
  if (p === 0 || p === 1) return p;
  return bisect((x) => incompleteBeta(x, a, b), p, 0, 1);
}

/** Lentz' method, as W. J. Thompson and A. R. Barnett changed it (J. Comput. Phys. 64 (1986) 490–509). */
function betaFraction(x: number, a: number, b: number): number {
  const away = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= MOST_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) <= Number.EPSILON) return result;
  }
  throw new RangeError(`I_x(a, b) did not settle for x = ${x}, a = ${a}, b = ${b}`);
}

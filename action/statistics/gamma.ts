import { expectPositive } from './range.ts';

/** Lanczos' coefficients for g = 7, n = 9 (P. Godfrey), good to about 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

const HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);

/**
 * Natural logarithm of the gamma function.
 *
 * @throws RangeError for an x that is not finite and over 0
 * @see C. Lanczos, SIAM J. Numer. Anal. B 1 (1964) 86–96
 */
export function logGamma(x: number): number {
  expectPositive('x', x);
  // Γ(x+1) = x·Γ(x): the series below wants an x over 0.5.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  const y = x - 1;
  const t = y + 7.5;
  const series = LANCZOS.slice(1).reduce((sum, c, i) => sum + c / (y + i + 1), LANCZOS[0] as number);
  return HALF_LOG_TAU + (y + 0.5) * Math.log(t) - t + Math.log(series);
}

/**
 * What Stirling's formula leaves of log Γ(x+1): log Γ(x+1) − (x+½) log x + x − ½ log 2π. For large x it is known to
 * all digits where log Γ itself has lost them.
 *
 * @throws RangeError for an x that is not finite and over 0
 * @see C. Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000)
 */
export function stirlingError(x: number): number {
  expectPositive('x', x);
  if (x < 16) return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TAU;
  const xx = x * x;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / xx) / xx) / xx) / xx) / x;
}

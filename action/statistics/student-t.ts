/** Lanczos' coefficients for g = 7, n = 9 (P. Godfrey), good to about 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** Natural logarithm of the gamma function for x over 0.5. */
function logGamma(x: number): number {
  const y = x - 1;
  const t = y + 7.5;
  const series = LANCZOS.slice(1).reduce((sum, c, i) => sum + c / (y + i + 1), LANCZOS[0] as number);
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(series);
}

/** Continued fraction of the incomplete beta function by Lentz' method (Abramowitz and Stegun 26.5.8). */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return result;
}

/** Regularised incomplete beta function I_x(a, b). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** P(|T| > t) for Student's t with `df` degrees of freedom. */
const twoSided = (t: number, df: number): number => incompleteBeta(df / (df + t * t), df / 2, 0.5);

/**
 * The value that Student's t exceeds in size with probability 1 − `confidence`.
 *
 * @param df degrees of freedom, 1 or more
 * @param confidence two-sided, such as 0.95
 * @see tables of Student's t, such as NIST/SEMATECH e-Handbook 1.3.6.7.2
 */
export function studentT(df: number, confidence = 0.95): number {
  let low = 0;
  let high = 1;
  while (twoSided(high, df) > 1 - confidence) high *= 2;
  for (let i = 0; i < 100 && high - low > 1e-12 * high; i += 1) {
    const middle = (low + high) / 2;
    if (twoSided(middle, df) > 1 - confidence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

import { stirlingError } from './gamma.ts';

/**
 * Γ(a+b+1) / (Γ(a+1) Γ(b+1)) · p^a · (1−p)^b: the binomial probability of a successes and b failures, for real a and
 * b of 0 or more. Exact to about 14 digits also where the gamma functions are huge.
 *
 * @param p over 0 and under 1
 * @see C. Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000)
 */
export function binomialMass(a: number, b: number, p: number): number {
  if (a === 0) return Math.exp(b * Math.log1p(-p));
  if (b === 0) return Math.exp(a * Math.log(p));
  const n = a + b;
  const errors = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const log = errors - deviance(a, n * p) - deviance(b, n * (1 - p));
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * a * b));
}

/** x log(x/m) + m − x, by its series where x is close to m and the plain form would cancel. */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}

import type { Description } from './describe.ts';
import { expectCount, expectFinite, expectPositive } from './range.ts';
import { studentT } from './student-t.ts';

/**
 * How many timings bring the mean within this precision, going by the spread of those that there are:
 * ⌈(t · cv / precision)²⌉, with Student's t for one degree of freedom fewer than there are timings.
 *
 * @param soFar as `describe` gives it
 * @param precision half width of the interval of the mean, in parts of the mean
 * @param confidence two-sided
 * @returns the number in all, not the number still missing; `null` where there is no spread to go by: fewer than two
 *   timings, or a mean of 0
 * @throws RangeError for an n that is no count, a precision that is not over 0, or a confidence not between 0 and 1
 */
export function timingsNeeded(
  { n, cv }: Pick<Description, 'n' | 'cv'>,
  precision = 0.1,
  confidence = 0.95,
): number | null {
  expectCount('n', n);
  if (n < 2 || cv === null) return null;
  return Math.ceil(timingsFor(studentT(n - 1, confidence), cv, precision));
}

/**
 * The same before it is rounded up, for a quantile of one's own choice: (quantile · cv / precision)².
 *
 * @throws RangeError for a cv that is not finite, or a quantile or precision that is not finite and over 0
 * @see B. W. Niebel and A. Freivalds, Methods, Standards, and Work Design (2003): n = (t·s / (k·x̄))²
 */
export function timingsFor(quantile: number, cv: number, precision: number): number {
  expectPositive('quantile', quantile);
  expectFinite('cv', cv);
  expectPositive('precision', precision);
  return ((quantile * cv) / precision) ** 2;
}

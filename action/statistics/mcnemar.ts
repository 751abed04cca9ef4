import { binomialCdf, binomialTerm } from './binomial.ts';
import { expectCount } from './range.ts';

/** Two-sided p-values of one comparison. `midP` is the one to judge by; `exact` never errs more often than it says. */
export type McNemar = { exact: number; midP: number };

/**
 * McNemar's test of two systems on the same cases, from the cases on which they differ. Without such a case nothing
 * speaks for either, so both are 1. With as many one way as the other, the mid-p is 1 − ½ P(X = that many), as in
 * Fagerland's tables.
 *
 * @param onlyFirst cases that only the first got right
 * @param onlySecond cases that only the second got right
 * @throws RangeError for a count that is not a whole number of 0 or more
 * @see M. W. Fagerland, S. Lydersen and P. Laake, BMC Med. Res. Methodol. 13:91 (2013)
 */
export function mcnemar(onlyFirst: number, onlySecond: number): McNemar {
  expectCount('onlyFirst', onlyFirst);
  expectCount('onlySecond', onlySecond);
  const n = onlyFirst + onlySecond;
  if (n === 0) return { exact: 1, midP: 1 };
  const fewer = Math.min(onlyFirst, onlySecond);
  const term = binomialTerm(fewer, n, 0.5);
  if (onlyFirst === onlySecond) return { exact: 1, midP: 1 - term / 2 };
  const exact = Math.min(1, 2 * binomialCdf(fewer, n, 0.5));
  return { exact, midP: exact - term };
}

import { expectFinite } from './range.ts';

/**
 * The mean, in two passes: the second takes back what adding large values up had rounded away.
 *
 * @throws RangeError for no values, a value that is not finite, or values whose sum is too large for a number
 * @see T. F. Chan, G. H. Golub and R. J. LeVeque, Am. Statist. 37 (1983) 242–247
 */
export function meanOf(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('No mean of nothing');
  const rough = values.reduce((sum, value) => sum + value, 0) / values.length;
  expectFinite('The mean', rough);
  return rough + values.reduce((sum, value) => sum + (value - rough), 0) / values.length;
}

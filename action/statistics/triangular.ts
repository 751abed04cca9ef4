import { expectFinite, expectShare } from './range.ts';

/** The least, the likeliest and the most that an amount may be. */
export type Corners = { low: number; likely: number; high: number };

/** @returns the mean of the triangular distribution: a third of its corners together. */
export const triangularMean = ({ low, likely, high }: Corners): number => (low + likely + high) / 3;

/**
 * The value that a triangular variable stays under with probability `p`. Corners that coincide are that one value.
 *
 * @param p 0 to 1; a random number for a random value
 * @throws RangeError for a p outside 0 to 1, corners that are not finite, or corners that do not ascend
 * @see S. Kotz and J. R. van Dorp, Beyond Beta (2004), chapter 1
 */
export function triangularQuantile(p: number, { low, likely, high }: Corners): number {
  expectShare('p', p);
  for (const [name, corner] of Object.entries({ low, likely, high })) expectFinite(name, corner);
  if (!(low <= likely && likely <= high))
    throw new RangeError(`The corners are ${low}, ${likely}, ${high}; expected them to ascend`);
  const [span, rise, fall] = [high - low, likely - low, high - likely];
  return p * span < rise ? low + Math.sqrt(p * span * rise) : high - Math.sqrt((1 - p) * span * fall);
}

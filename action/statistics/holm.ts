import { expectShare } from './range.ts';

/**
 * Holm's adjusted p-values, in the order given: with several slices or evaluators, an adjusted p of 0.05 or less
 * keeps the chance of even one false alarm at 5 %.
 *
 * @throws RangeError for a p outside 0 to 1
 * @see S. Holm, Scand. J. Statist. 6 (1979) 65–70
 */
export function holm(pValues: readonly number[]): number[] {
  for (const p of pValues) expectShare('p', p);
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = pValues.map(() => 1);
  let largest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * p));
    adjusted[index] = largest;
  }
  return adjusted;
}

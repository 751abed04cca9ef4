import { newcombeUnpaired } from '../../statistics/newcombe.ts';
import { type Interval, wilson } from '../../statistics/wilson.ts';

/** So many of so many, with Wilson's 95 % interval. */
export type Share = { count: number; of: number; share: number; interval: Interval };

/** @returns `null` of nothing: no share is ever 0/0 */
export function shareOf(count: number, of: number): Share | null {
  if (of === 0) return null;
  const share = count / of;
  return { count, of, share, interval: wilson(share, of) };
}

/**
 * Is a share higher in the last week than in the first by more than chance? Cases of one person are alike, so the 95 %
 * interval is a little too narrow; it errs towards noticing.
 *
 * @see R. G. Newcombe, Statist. Med. 17 (1998) 873–890
 */
export function isRising(first: Share | null, last: Share | null): boolean {
  if (first === null || last === null) return false;
  return newcombeUnpaired(last.count, last.of, first.count, first.of).low > 0;
}

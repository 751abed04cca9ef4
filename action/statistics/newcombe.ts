import { expectCount, expectPositive } from './range.ts';
import { type Interval, wilson, Z95 } from './wilson.ts';

/** A difference, first less second, with its interval. */
export type Difference = Interval & { difference: number };

/** The same cases done by two, counted by who got them right. */
export type PairedCounts = { both: number; onlyFirst: number; onlySecond: number; neither: number };

/**
 * The difference of two independent proportions, x1/n1 − x2/n2 (method 10, square and add).
 *
 * @param n1 trials, over 0; like x1 they need not be whole, so that an effective n may be used
 * @param z normal quantile, two-sided 95 % unless told
 * @throws RangeError for no trials, or for an x outside 0 to n
 * @see R. G. Newcombe, Statist. Med. 17 (1998) 873–890
 */
export function newcombeUnpaired(x1: number, n1: number, x2: number, n2: number, z = Z95): Difference {
  expectPositive('n1', n1);
  expectPositive('n2', n2);
  return squareAndAdd(x1 / n1, wilson(x1 / n1, n1, z), x2 / n2, wilson(x2 / n2, n2, z), 0);
}

/**
 * The difference of two proportions on the same cases: (onlyFirst − onlySecond) / n (method 10, with the
 * continuity-corrected φ; without the correction the root of (1, 0, 0, 1) would be negative).
 *
 * @param z normal quantile, two-sided 95 % unless told
 * @throws RangeError for counts that are not whole numbers of 0 or more, or no cases
 * @see R. G. Newcombe, Statist. Med. 17 (1998) 2635–2650
 */
export function newcombePaired(counts: PairedCounts, z = Z95): Difference {
  for (const [name, count] of Object.entries(counts)) expectCount(name, count);
  const { both, onlyFirst, onlySecond, neither } = counts;
  const n = both + onlyFirst + onlySecond + neither;
  expectPositive('the number of cases', n);
  const [first, second] = [(both + onlyFirst) / n, (both + onlySecond) / n];
  const interval = squareAndAdd(first, wilson(first, n, z), second, wilson(second, n, z), phi(counts, n));
  return { ...interval, difference: (onlyFirst - onlySecond) / n };
}

/** How alike the two are, −1 to 1. */
function phi({ both, onlyFirst, onlySecond, neither }: PairedCounts, n: number): number {
  const margins =
    Math.sqrt((both + onlyFirst) * (onlySecond + neither)) *
    Math.sqrt((both + onlySecond) * (onlyFirst + neither));
  if (margins === 0) return 0;
  const plain = both * neither - onlyFirst * onlySecond;
  return (plain > 0 ? Math.max(0, plain - n / 2) : plain) / margins;
}

function squareAndAdd(p1: number, one: Interval, p2: number, two: Interval, likeness: number): Difference {
  const reach = (a: number, b: number) => Math.sqrt(a * a - 2 * likeness * a * b + b * b);
  const difference = p1 - p2;
  return {
    difference,
    low: difference - reach(p1 - one.low, two.high - p2),
    high: difference + reach(one.high - p1, p2 - two.low),
  };
}

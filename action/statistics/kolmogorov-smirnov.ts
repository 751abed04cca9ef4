/** States this unlikely are counted as if they were beyond: p is never too small, and at most a hair too large. */
const UNLIKELY = 1e-20;

/** The largest distance of two cumulative shares, 0 to 1, and how often chance gives one as large. */
export type KolmogorovSmirnov = { distance: number; p: number };

/**
 * The two-sample test of Kolmogorov and Smirnov by its exact permutation distribution, ties included: p is the share of
 * all ways to deal the pooled values out to the two samples that set their cumulative shares as far apart, or farther.
 * Nothing is drawn.
 *
 * @param reference at least one value; infinite ones are the farthest out
 * @throws RangeError for a sample without values, or a value that is no number
 * @see G. Schröer and D. Trenkler, Comput. Stat. Data Anal. 20 (1995) 185–202, for the distribution with ties
 */
export function kolmogorovSmirnov(
  reference: readonly number[],
  window: readonly number[],
): KolmogorovSmirnov {
  for (const values of [reference, window]) {
    if (values.length === 0) throw new RangeError('A sample has no values; expected one or more');
    if (values.some(Number.isNaN)) throw new RangeError('A value is NaN; expected a number');
  }
  const ties = tiesOf(reference, window);
  const [n, total] = [window.length, reference.length + window.length];
  const farthest = farthestOf(ties, n, total);
  // In whole numbers, so that a distance is as large as itself.
  return { distance: farthest / (n * reference.length), p: beyond(ties, n, total, farthest) };
}

/** Values that are the same: how many both samples have, and how many of them the second. */
type Tie = { both: number; own: number };

function tiesOf(reference: readonly number[], window: readonly number[]): Tie[] {
  const ties = new Map<number, Tie>();
  const add = (value: number, own: number): void => {
    const tie = ties.get(value) ?? { both: 0, own: 0 };
    ties.set(value, { both: tie.both + 1, own: tie.own + own });
  };
  for (const value of reference) add(value, 0);
  for (const value of window) add(value, 1);
  return [...ties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tie]) => tie);
}

/** Distances are multiplied by the sizes of both samples. */
const apart = (own: number, both: number, n: number, total: number): number =>
  Math.abs(own * total - both * n);

function farthestOf(ties: readonly Tie[], n: number, total: number): number {
  let [own, both, farthest] = [0, 0, 0];
  for (const tie of ties) {
    own += tie.own;
    both += tie.both;
    farthest = Math.max(farthest, apart(own, both, n, total));
  }
  return farthest;
}

/** Which numbers of the second sample's values can have been passed, how likely each is, and what has gone beyond. */
type Walk = { chance: Float64Array; low: number; high: number; beyond: number };

/**
 * Walks up the values. `chance[own]` is how likely it is that so many of those passed are of the second sample and the
 * distance has nowhere been reached; that is looked at only after the last of values that are the same.
 */
function beyond(ties: readonly Tie[], n: number, total: number, farthest: number): number {
  const walk: Walk = { chance: new Float64Array(n + 2), low: 0, high: 0, beyond: 0 };
  walk.chance[0] = 1;
  let passed = 0;
  for (const { both } of ties) {
    for (const end = passed + both; passed < end; passed += 1) {
      step(walk, n, total - passed);
      drop(walk, (own) => (walk.chance[own] as number) < UNLIKELY);
    }
    drop(walk, (own) => apart(own, passed, n, total) >= farthest);
  }
  return Math.min(1, walk.beyond);
}

/** The next value is of the second sample with the chance that its values have among those left. */
function step(walk: Walk, n: number, left: number): void {
  const { chance, low, high } = walk;
  for (let own = high; own >= low; own -= 1) {
    const here = chance[own] as number;
    chance[own + 1] = (chance[own + 1] as number) + (here * (n - own)) / left;
    chance[own] = (here * (left - n + own)) / left;
  }
  walk.high = Math.min(n, high + 1);
}

/** What is out lies at both ends. */
function drop(walk: Walk, isOut: (own: number) => boolean): void {
  for (; walk.low <= walk.high && isOut(walk.low); walk.low += 1) take(walk, walk.low);
  for (; walk.low <= walk.high && isOut(walk.high); walk.high -= 1) take(walk, walk.high);
}

function take(walk: Walk, own: number): void {
  walk.beyond += walk.chance[own] as number;
  walk.chance[own] = 0;
}

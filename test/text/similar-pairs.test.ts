import { describe, expect, it } from 'vitest';
import { disjointSets } from '../../action/text/disjoint-sets.ts';
import { jaccard } from '../../action/text/shingles.ts';
import { similarPairs } from '../../action/text/similar-pairs.ts';

/** A small linear congruential generator: the same sets on every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Sets of 1 to 80 tokens of which many are altered copies of an earlier one, so that pairs lie on both sides of the bar. */
function altered(count: number, seed: number): Uint32Array[] {
  const next = generator(seed);
  const sets: Set<number>[] = [];
  for (let made = 0; made < count; made++) {
    const source = made > 0 && next(3) > 0 ? sets[next(made)] : undefined;
    const set = new Set(source ?? Array.from({ length: 1 + next(80) }, () => next(2 ** 32)));
    for (let change = next(5); change > 0; change--) set.add(next(400));
    sets.push(set);
  }
  return sets.map((set) => Uint32Array.from(set).sort());
}

function pairsFound(sets: Uint32Array[], threshold: number): string[] {
  const pairs: string[] = [];
  similarPairs(
    sets,
    threshold,
    () => false,
    (a, b) => pairs.push(`${Math.min(a, b)}-${Math.max(a, b)}`),
  );
  return pairs.sort();
}

function pairsByComparingAll(sets: Uint32Array[], threshold: number): string[] {
  return sets
    .flatMap((a, i) => sets.slice(0, i).flatMap((b, j) => (jaccard(a, b) >= threshold ? [`${j}-${i}`] : [])))
    .sort();
}

describe('similar pairs', () => {
  it.each([0.5, 0.8, 0.9, 1])('at %d are those that comparing all with all finds', (threshold) => {
    const sets = altered(300, 7);
    const expected = pairsByComparingAll(sets, threshold);
    expect(expected.length).toBeGreaterThan(5);
    expect(pairsFound(sets, threshold)).toEqual(expected);
  });

  const first = (length: number) => Uint32Array.from({ length }, (_, at) => at);

  it.each([
    ['63 of 70 is 0.9: found', 63, 70, 1],
    ['62 of 70 is below: not found', 62, 70, 0],
    ['9 of 10 is 0.9: found', 9, 10, 1],
    ['8 of 9 is below: not found', 8, 9, 0],
  ])('%s', (_, small, large, found) => {
    expect(pairsFound([first(small), first(large)], 0.9)).toHaveLength(found);
  });

  it('does not look for pairs that are together already', () => {
    similarPairs(
      [first(20), first(20)],
      0.9,
      () => true,
      () => expect.unreachable(),
    );
  });

  it('links all that chain together, although links are passed over', () => {
    const sets = altered(300, 11);
    const joined = disjointSets(sets.length);
    similarPairs(sets, 0.8, (a, b) => joined.first(a) === joined.first(b), joined.join);
    const expected = disjointSets(sets.length);
    for (const pair of pairsByComparingAll(sets, 0.8)) {
      const [a = 0, b = 0] = pair.split('-').map(Number);
      expected.join(a, b);
    }
    expect(sets.map((_, at) => joined.first(at))).toEqual(sets.map((_, at) => expected.first(at)));
  });

  it('takes empty sets as like nothing', () => {
    expect(pairsFound([new Uint32Array(), new Uint32Array()], 0.9)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  isotonic,
  laplace,
  type Observation,
  pooled,
  shareRight,
} from '../../action/statistics/isotonic.ts';

/** `+` is a right answer, `-` a wrong one; values 1, 2, 3 … unless they are given. */
const tried = (signs: string, values?: readonly number[]): Observation[] =>
  [...signs].map((sign, index) => ({ value: values?.[index] ?? index + 1, right: sign === '+' }));
const inShort = (blocks: readonly Block[]) => blocks.map(({ from, right, trials }) => [from, right, trials]);

describe('isotonic regression', () => {
  it.each<[string, readonly number[] | undefined, number[][]]>([
    ['', undefined, []],
    ['+', undefined, [[1, 1, 1]]],
    [
      '-+',
      undefined,
      [
        [1, 0, 1],
        [2, 1, 1],
      ],
    ],
    ['+-', undefined, [[1, 1, 2]]],
    [
      '-+-++-',
      undefined,
      [
        [1, 0, 1],
        [2, 1, 2],
        [4, 2, 3],
      ],
    ],
    ['+++---', undefined, [[1, 3, 6]]],
    // The last wrong one pools back over what had been settled: 1/2, 1/1, 0/1 come to 2/4.
    ['+-+-', undefined, [[1, 2, 4]]],
    ['-++-', [5, 5, 5, 7], [[5, 2, 4]]],
    [
      '+-+',
      [3, 1, 1],
      [
        [1, 1, 2],
        [3, 1, 1],
      ],
    ],
  ])('of %j at %j is by hand %j', (signs, values, blocks) => {
    expect(inShort(isotonic(tried(signs, values)))).toEqual(blocks);
  });

  it('is the greatest lower set mean at every value, however it is computed', () => {
    const signs = fc.array(fc.constantFrom('+', '-'), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(signs, (list) => {
        const all = tried(list.join(''));
        const mean = (from: number, to: number) =>
          all.slice(from, to + 1).filter(({ right }) => right).length / (to - from + 1);
        // max over s ≤ i of min over t ≥ i of the mean from s to t: Robertson, Wright and Dykstra (1988), 1.4.
        const minMax = all.map((_, i) =>
          Math.max(
            ...all.slice(0, i + 1).map((_, s) => Math.min(...all.slice(i).map((_, t) => mean(s, i + t)))),
          ),
        );
        const blocks = isotonic(all);
        const fitted = all.map(({ value }) =>
          shareRight(blocks.findLast(({ from }) => value >= from) as Block),
        );
        for (const [i, one] of fitted.entries()) expect(one).toBeCloseTo(minMax[i] as number, 12);
      }),
      { seed: 20_260_411, numRuns: 300 },
    );
  });

  it('does not depend on the order of the trials', () => {
    const all = tried('-++--+-+++', [1, 2, 2, 3, 4, 4, 5, 6, 6, 7]);
    expect(isotonic([...all].reverse())).toEqual(isotonic(all));
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY]])('refuses a value of %d', (value) => {
    expect(() => isotonic([{ value, right: true }])).toThrow(RangeError);
  });
});

describe('Laplace’s rule', () => {
  it.each([
    [0, 1, 1 / 3],
    [1, 1, 2 / 3],
    [10, 10, 11 / 12],
    [0, 998, 1 / 1000],
  ])('makes %d right of %d no certainty', (right, trials, rate) => {
    expect(laplace({ from: 0, right, trials })).toBe(rate);
  });

  it('pools what it leaves falling: one lucky case at the top is no better than ninety of a hundred', () => {
    const blocks = [
      { from: 0.5, trials: 100, right: 90 },
      { from: 0.9, trials: 1, right: 1 },
    ];
    expect(pooled(blocks, shareRight)).toEqual(blocks);
    expect(pooled(blocks, laplace)).toEqual([{ from: 0.5, trials: 101, right: 91 }]);
  });
});

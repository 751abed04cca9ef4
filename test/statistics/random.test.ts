import { describe, expect, it } from 'vitest';
import { type RandomState, randomFrom, xoshiro128 } from '../../action/statistics/random.ts';

const take = (next: () => number, n: number): number[] => Array.from({ length: n }, next);
const DIGEST = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('xoshiro128**', () => {
  // The first by the authors' definition in Python; the second from the authors' C, as in the test data of
  // edorfaus/xoshiro-6502.
  it.each([
    [[1, 2, 3, 4] as RandomState, [11520, 0, 5927040, 70819200, 2031721883, 1637235492]],
    [
      [0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0] as RandomState,
      [0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70],
    ],
  ])('started from %o gives %o', (state, expected) => {
    expect(take(xoshiro128(state), expected.length)).toEqual(expected);
  });

  it('refuses the one state that gives nothing but zeros', () => {
    expect(() => xoshiro128([0, 0, 0, 0])).toThrow(RangeError);
  });
});

describe('random numbers from a seed', () => {
  it('are the same for the same seed, on every machine', () => {
    const words = (seed: string | number) => take(randomFrom(seed), 3).map((one) => one * 2 ** 32);
    expect(words(DIGEST)).toEqual([2092523567, 3203822178, 1964040480]);
    expect(words(1)).toEqual([2442144158, 3238099751, 3819917871]);
  });

  it('are others for a digest that differs in its last digit', () => {
    const other = `${DIGEST.slice(0, -1)}6`;
    expect(take(randomFrom(other), 3)).not.toEqual(take(randomFrom(DIGEST), 3));
  });

  it('start far apart for neighbouring seeds', () => {
    const first = Array.from({ length: 1000 }, (_, seed) => randomFrom(seed)());
    expect(new Set(first).size).toBe(1000);
    expect(first.reduce((sum, one) => sum + one, 0) / 1000).toBeCloseTo(0.5, 1);
  });

  it('fill 0 to 1 evenly', () => {
    const drawn = take(randomFrom(DIGEST), 100_000);
    const boxes = Array.from({ length: 100 }, () => 0);
    for (const one of drawn) boxes[Math.floor(one * 100)] = (boxes[Math.floor(one * 100)] as number) + 1;
    const chiSquare = boxes.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 99 degrees of freedom: 1 in 1000 lies over 148.2, and 1 in 1000 under 60.8.
    expect(chiSquare).toBeLessThan(148.2);
    expect(chiSquare).toBeGreaterThan(60.8);
  });

  it.each([['' as string | number], [-1], [2 ** 32], [0.5], [Number.NaN]])('refuse the seed %o', (seed) => {
    expect(() => randomFrom(seed)).toThrow(RangeError);
  });
});

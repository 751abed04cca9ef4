import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRank, quantile, quantileUpperBound } from '../../action/statistics/quantile.ts';
import { randomFrom } from '../../action/statistics/random.ts';
import { allPassNeeded } from '../../action/statistics/sample-size.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const NAN = Number.NaN;

describe('a quantile', () => {
  it.each([
    [0, 1],
    [0.07, 7],
    [0.071, 8],
    [0.5, 50],
    [0.95, 95],
    [0.951, 96],
    [1, 100],
  ])('of 1 to 100 at %d is %d', (p, expected) => {
    expect(quantile(upTo(100), p)).toBe(expected);
  });

  it('of values that ascend may be infinite', () => {
    const ascending = Float64Array.of(1, 2, Number.POSITIVE_INFINITY);
    expect([nearestRank(ascending, 0.5), nearestRank(ascending, 0.9)]).toEqual([2, Number.POSITIVE_INFINITY]);
    expect(() => nearestRank([], 0.5)).toThrow(RangeError);
    expect(() => nearestRank(ascending, 1.1)).toThrow(RangeError);
  });

  it('is an observed value, whatever the order, and as many values do not exceed it as it says', () => {
    const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (drawn, percent) => {
        const p = percent / 100;
        const found = quantile(drawn, p);
        expect(drawn).toContain(found);
        expect(quantile([...drawn].reverse(), p)).toBe(found);
        const within = drawn.filter((one) => one <= found).length;
        const under = drawn.filter((one) => one < found).length;
        expect(within).toBeGreaterThanOrEqual(p * drawn.length - 1e-9);
        expect(under).toBeLessThan(p * drawn.length);
      }),
      { seed: 20_260_411, numRuns: 300 },
    );
  });

  it.each([
    [[], 0.5],
    [[1, NAN], 0.5],
    [[1], 1.1],
    [[1], NAN],
  ])('of %o at %d does not exist', (values, p) => {
    expect(() => quantile(values, p)).toThrow(RangeError);
  });
});

describe('the upper bound of a quantile', () => {
  // The rank k is the smallest with P(Bin(n, p) ≤ k − 1) ≥ 0.95; 59 and 93 values are the least that leave
  // the largest and the second largest for the 95 % point (S. S. Wilks, Ann. Math. Statist. 12 (1941) 91–96).
  it.each([
    [58, 0.95, null],
    [59, 0.95, 59],
    [92, 0.95, 92],
    [93, 0.95, 92],
    [4, 0.5, null],
    [5, 0.5, 5],
    [100, 0.5, 59],
  ])('from 1 to %d at %d is %o', (n, p, expected) => {
    expect(quantileUpperBound(upTo(n), p)).toBe(expected);
  });

  it('exists from the success run on', () => {
    const n = allPassNeeded(0.9);
    expect(quantileUpperBound(upTo(n), 0.9)).toBe(n);
    expect(quantileUpperBound(upTo(n - 1), 0.9)).toBeNull();
  });

  it('holds the true quantile in 95 of 100 samples or more', () => {
    const random = randomFrom('coverage');
    const samples = Array.from({ length: 4000 }, () => Array.from({ length: 80 }, random));
    const held = samples.filter((sample) => (quantileUpperBound(sample, 0.9) ?? 1) >= 0.9).length;
    // P(Bin(80, 0.9) ≤ 76) is 0.965; four standard errors are 0.012.
    expect(held / 4000).toBeGreaterThan(0.95);
    expect(held / 4000).toBeLessThan(0.98);
  });

  it('does not exist for nothing', () => {
    expect(quantileUpperBound([], 0.9)).toBeNull();
  });

  it.each([
    [[1, NAN], 0.5],
    [[1], 0],
    [[1], 1],
    [[1], NAN],
  ])('of %o at %d is refused', (values, p) => {
    expect(() => quantileUpperBound(values, p)).toThrow(RangeError);
  });
});

import { describe, expect, it } from 'vitest';
import { logNormalMean } from '../../action/statistics/lognormal.ts';

// The published cases are in the reference table.
describe('the log-normal mean', () => {
  it('of e and e³: ȳ 2, s² 2, so exp(3), give or take t(1) · √(2/2 + 4/2)', () => {
    const { mean, low, high } = logNormalMean([Math.E, Math.E ** 3]) ?? { mean: 0, low: 0, high: 0 };
    expect(mean).toBeCloseTo(Math.exp(3), 9);
    expect(Math.log(high) - 3).toBeCloseTo(12.7062 * Math.sqrt(3), 3);
    expect(3 - Math.log(low)).toBeCloseTo(12.7062 * Math.sqrt(3), 3);
  });

  it('scales with the unit', () => {
    const seconds = logNormalMean([60, 120, 600, 240]);
    const minutes = logNormalMean([1, 2, 10, 4]);
    expect(seconds?.high).toBeCloseTo(60 * (minutes?.high ?? 0), 6);
    expect(seconds?.mean).toBeCloseTo(60 * (minutes?.mean ?? 0), 6);
  });

  it('is narrower with less confidence, and a point where nothing varies', () => {
    expect(logNormalMean([1, 2, 4], 0.8)?.high).toBeLessThan(logNormalMean([1, 2, 4])?.high ?? 0);
    expect(logNormalMean([4, 4, 4])).toEqual({
      mean: expect.closeTo(4, 12),
      low: expect.closeTo(4, 12),
      high: expect.closeTo(4, 12),
    });
  });

  it('is not known from one value or none', () => {
    expect([logNormalMean([3]), logNormalMean([])]).toEqual([null, null]);
  });

  it.each([
    [[0, 1], 0.95],
    [[-1, 2], 0.95],
    [[Number.NaN, 1], 0.95],
    [[Number.POSITIVE_INFINITY, 1], 0.95],
    [[1, 2], 1],
  ])('of %o at %d is refused', (values, confidence) => {
    expect(() => logNormalMean(values, confidence)).toThrow(RangeError);
  });
});

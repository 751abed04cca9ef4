import { describe, expect, it } from 'vitest';
import { netPresentValue, paybackPeriods, presentValue } from '../../action/value/cash-flow.ts';

const NAN = Number.NaN;

// The published cases are in the reference table of test/statistics.
describe('the present value', () => {
  it('discounts the first amount once', () => {
    // 110 / 1.1 + 121 / 1.21
    expect(presentValue(0.1, [110, 121])).toBeCloseTo(200, 9);
  });

  it('is the sum where nothing is discounted, and 0 for nothing', () => {
    expect(presentValue(0, [1, 2, 3])).toBe(6);
    expect(presentValue(0.1, [])).toBe(0);
  });

  it('of a year’s net and building: twelfths at the end of each month, building at the start', () => {
    // 12,000 a year is 1,000 a month. At q = 1.21^(−1/12) a month the two years are worth 1,000 · q (1 − q^24) / (1 − q).
    const q = 1.21 ** (-1 / 12);
    const expected = (1_000 * q * (1 - q ** 24)) / (1 - q) - 5_000;
    expect(netPresentValue(5_000, 12_000, 24, 0.21)).toBeCloseTo(expected, 6);
    expect(netPresentValue(5_000, 12_000, 24, 0)).toBeCloseTo(24_000 - 5_000, 6);
  });

  it('of twelve months is less than a year undiscounted, and more than all of it at the year’s end', () => {
    const worth = netPresentValue(0, 12_000, 12, 0.1);
    expect(worth).toBeLessThan(12_000);
    expect(worth).toBeGreaterThan(12_000 / 1.1);
  });
});

describe('payback', () => {
  it.each<[string, number, readonly number[], number]>([
    ['at the end of a period', -3, [1, 2, 3], 2],
    ['within a period', -4, [1, 2, 3], 2 + 1 / 3],
    ['within the first', -1, [4], 0.25],
    ['after a loss', -1, [-1, 2], 2],
    ['at once where nothing was paid', 0, [5], 0],
    ['never', -10, [1, 2, 3], Number.POSITIVE_INFINITY],
    ['never from nothing', -1, [], Number.POSITIVE_INFINITY],
  ])('comes %s', (_, initial, flows, expected) => {
    expect(paybackPeriods(initial, flows)).toBeCloseTo(expected, 12);
  });

  it('comes later when later money is worth less', () => {
    // 110 / 1.1 = 100 and 121 / 1.21 = 100: one and a half periods for 150.
    expect(paybackPeriods(-150, [110, 121], 0.1)).toBeCloseTo(1.5, 12);
    expect(paybackPeriods(-150, [110, 121])).toBeCloseTo(1 + 40 / 121, 12);
  });
});

describe('impossible input is refused:', () => {
  it.each<[string, () => unknown]>([
    ['a rate of −1', () => presentValue(-1, [1])],
    ['a rate of no number', () => paybackPeriods(-1, [1], NAN)],
    ['a yearly rate under −1', () => netPresentValue(1, 1, 12, -1.5)],
    ['a start that brings money', () => paybackPeriods(1, [1])],
    ['a start of no number', () => paybackPeriods(NAN, [1])],
    ['a flow of no number', () => paybackPeriods(-1, [NAN])],
  ])('%s', (_, compute) => {
    expect(compute).toThrow(RangeError);
  });
});

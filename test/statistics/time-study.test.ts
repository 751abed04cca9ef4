import { expect, describe as group, it } from 'vitest';
import { describe } from '../../action/statistics/describe.ts';
import { timingsFor, timingsNeeded } from '../../action/statistics/time-study.ts';

group('the timings that are needed', () => {
  // (t · cv / 0.1)² with t of the tables: 2.262 for 9 degrees of freedom, 2.093 for 19, 12.706 for 1.
  it.each([
    [10, 0.4, 82],
    [20, 0.4, 71],
    [20, 0.1, 5],
    [2, 0.1, 162],
  ])('for %d so far that vary by %d are %d', (n, cv, expected) => {
    expect(timingsNeeded({ n, cv })).toBe(expected);
  });

  it('are worked out from rows by way of their description', () => {
    // 10, 12, 14, 16, 18: cv √10 / 14; t(4) = 2.776: (2.776 · 0.22588 / 0.1)² = 39.3.
    expect(timingsNeeded(describe([10, 12, 14, 16, 18]))).toBe(40);
  });

  it('are four times as many for half the precision, and fewer for less confidence', () => {
    expect(timingsFor(2, 0.5, 0.05)).toBeCloseTo(4 * timingsFor(2, 0.5, 0.1), 9);
    expect(timingsNeeded({ n: 20, cv: 0.4 }, 0.1, 0.9)).toBeLessThan(71);
  });

  it('are none where nothing varies', () => {
    expect(timingsNeeded(describe([5, 5, 5]))).toBe(0);
  });

  it.each([
    ['one timing', { n: 1, cv: null }],
    ['no timing', { n: 0, cv: null }],
    ['one timing with a spread from elsewhere', { n: 1, cv: 0.3 }],
    ['a mean of 0', { n: 5, cv: null }],
  ])('are not known from %s', (_, soFar) => {
    expect(timingsNeeded(soFar)).toBeNull();
  });

  it.each<[string, () => unknown]>([
    ['half a timing', () => timingsNeeded({ n: 2.5, cv: 0.1 })],
    ['a precision of 0', () => timingsNeeded({ n: 5, cv: 0.1 }, 0)],
    ['a confidence of 1', () => timingsNeeded({ n: 5, cv: 0.1 }, 0.1, 1)],
    ['a spread of no number', () => timingsNeeded({ n: 5, cv: Number.NaN })],
  ])('refuse %s', (_, compute) => {
    expect(compute).toThrow(RangeError);
  });
});

import { describe, expect, it } from 'vitest';
import { triangularMean, triangularQuantile } from '../../action/statistics/triangular.ts';

const corners = { low: 20, likely: 35, high: 60 };

describe('the triangular distribution', () => {
  // P(X ≤ x) is (x − 20)² / (40 · 15) up to 35 and 1 − (60 − x)² / (40 · 25) from there on.
  it.each([
    [0, 20],
    [0.06, 26],
    [0.375, 35],
    [0.775, 45],
    [0.9, 50],
    [1, 60],
  ])('has the quantile of %d', (p, expected) => {
    expect(triangularQuantile(p, corners)).toBeCloseTo(expected, 12);
  });

  it.each([
    ['at the low end', { low: 1, likely: 1, high: 5 }, 0.75, 3],
    ['at the high end', { low: 1, likely: 5, high: 5 }, 0.25, 3],
  ])('may have its likeliest value %s', (_, given, p, expected) => {
    expect(triangularQuantile(p, given)).toBeCloseTo(expected, 12);
  });

  it('with one corner only is that value', () => {
    for (const p of [0, 0.3, 1]) expect(triangularQuantile(p, { low: 7, likely: 7, high: 7 })).toBe(7);
  });

  it('has a third of its corners for a mean, which its quantiles average to', () => {
    expect(triangularMean(corners)).toBeCloseTo(115 / 3, 12);
    const steps = Array.from({ length: 10_000 }, (_, i) => triangularQuantile((i + 0.5) / 10_000, corners));
    expect(steps.reduce((sum, one) => sum + one, 0) / 10_000).toBeCloseTo(115 / 3, 4);
  });

  it.each([
    [1.1, corners],
    [Number.NaN, corners],
    [0.5, { low: 2, likely: 1, high: 3 }],
    [0.5, { low: 1, likely: 3, high: 2 }],
    [0.5, { low: 1, likely: Number.NaN, high: 2 }],
    [0.5, { low: 1, likely: 2, high: Number.POSITIVE_INFINITY }],
  ])('refuses %d of %o', (p, given) => {
    expect(() => triangularQuantile(p, given)).toThrow(RangeError);
  });
});

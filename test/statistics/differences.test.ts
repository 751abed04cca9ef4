import { describe, expect, it } from 'vitest';
import { mcnemar } from '../../action/statistics/mcnemar.ts';
import { newcombePaired, newcombeUnpaired } from '../../action/statistics/newcombe.ts';

const NAN = Number.NaN;

describe('McNemar’s test', () => {
  // Exact p and mid-p by hand: 2 · Σ C(n, i) / 2ⁿ, less C(n, min) / 2ⁿ.
  it.each([
    [0, 1, 1, 0.5],
    [0, 5, 0.0625, 0.03125],
    [0, 6, 0.03125, 0.015625],
    [1, 6, 0.125, 0.0703125],
    [1, 3, 0.625, 0.375],
    [3, 4, 1, 0.7265625],
  ])('of %d flips one way and %d the other has p %d and mid-p %d', (b, c, exact, midP) => {
    expect(mcnemar(b, c).exact).toBeCloseTo(exact, 12);
    expect(mcnemar(b, c).midP).toBeCloseTo(midP, 12);
  });

  it('says nothing when nothing flipped', () => {
    expect(mcnemar(0, 0)).toEqual({ exact: 1, midP: 1 });
  });

  it('keeps its digits where the p-value is tiny', () => {
    expect(mcnemar(0, 1000).exact / 2 ** -999).toBeCloseTo(1, 10);
    expect(mcnemar(0, 1000).midP / 2 ** -1000).toBeCloseTo(1, 10);
  });

  it.each([
    [-1, 3],
    [3, 0.5],
    [NAN, 3],
    [3, Number.POSITIVE_INFINITY],
  ])('refuses %d and %d flips', (b, c) => {
    expect(() => mcnemar(b, c)).toThrow(RangeError);
  });
});

describe('Newcombe’s paired interval', () => {
  it('is wide, not empty, when nothing flipped', () => {
    // 20 cases, 4 right both times; Newcombe's method gives ± 0.132 for it.
    const { difference, low, high } = newcombePaired({ both: 4, onlyFirst: 0, onlySecond: 0, neither: 16 });
    expect(difference).toBe(0);
    expect(low).toBeCloseTo(-0.132, 3);
    expect(high).toBeCloseTo(0.132, 3);
  });

  it('is narrower than the unpaired one when the systems agree on most cases', () => {
    const paired = newcombePaired({ both: 40, onlyFirst: 5, onlySecond: 1, neither: 4 });
    const unpaired = newcombeUnpaired(45, 50, 41, 50);
    expect(paired.difference).toBeCloseTo(unpaired.difference, 12);
    expect(paired.high - paired.low).toBeLessThan(unpaired.high - unpaired.low);
  });

  it.each([
    [{ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 }],
    [{ both: -1, onlyFirst: 2, onlySecond: 0, neither: 0 }],
    [{ both: 1.5, onlyFirst: 2, onlySecond: 0, neither: 0 }],
    [{ both: NAN, onlyFirst: 2, onlySecond: 0, neither: 0 }],
  ])('refuses %o', (counts) => {
    expect(() => newcombePaired(counts)).toThrow(RangeError);
  });
});

describe('Newcombe’s unpaired interval', () => {
  it('takes an effective n that is not whole', () => {
    const { difference, low, high } = newcombeUnpaired(9.5, 12.5, 3.25, 6.5);
    expect(difference).toBeCloseTo(0.26, 12);
    expect(low).toBeLessThan(0.26);
    expect(high).toBeGreaterThan(0.26);
  });

  it.each([
    [1, 0, 1, 2],
    [3, 2, 1, 2],
    [1, 2, -1, 2],
    [1, 2, 1, NAN],
    [1, 2, 1, Number.POSITIVE_INFINITY],
  ])('refuses %d of %d against %d of %d', (x1, n1, x2, n2) => {
    expect(() => newcombeUnpaired(x1, n1, x2, n2)).toThrow(RangeError);
  });
});

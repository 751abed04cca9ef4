import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalVariation } from '../../action/statistics/total-variation.ts';

const mixOf = (amounts: Readonly<Record<string, number>>) => new Map(Object.entries(amounts));

describe('the distance of two mixes', () => {
  // Worked by hand.
  it.each([
    ['the same mix, one in counts and one in shares', { a: 30, b: 10 }, { a: 0.75, b: 0.25 }, 0],
    ['nothing in common', { a: 1 }, { b: 1 }, 1],
    ['a fifth moved from one kind to another', { a: 0.5, b: 0.5 }, { a: 0.7, b: 0.3 }, 0.2],
    ['a kind that only one has', { a: 3, b: 1 }, { a: 3, b: 0, c: 1 }, 0.25],
  ])('of %s', (_, p, q, expected) => {
    expect(totalVariation(mixOf(p), mixOf(q))).toBeCloseTo(expected, 12);
  });

  it('is symmetric, 0 to 1, and no shorter by way of a third', () => {
    const amount = fc.integer({ min: 0, max: 60 });
    const mix = fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'c', '__proto__'), amount), { minLength: 1 })
      .map((amounts) => new Map(amounts))
      .filter((amounts) => [...amounts.values()].some((one) => one > 0));
    fc.assert(
      fc.property(mix, mix, mix, (p, q, third) => {
        expect(totalVariation(p, q)).toBeCloseTo(totalVariation(q, p), 12);
        expect(totalVariation(p, p)).toBe(0);
        expect(totalVariation(p, q)).toBeLessThanOrEqual(1);
        const detour = totalVariation(p, third) + totalVariation(third, q);
        expect(totalVariation(p, q)).toBeLessThanOrEqual(detour + 1e-12);
      }),
      { seed: 20_260_411, numRuns: 300 },
    );
  });

  it.each([
    ['nothing', {}],
    ['only zeros', { a: 0 }],
    ['a negative amount', { a: 2, b: -1 }],
    ['no number', { a: Number.NaN }],
    ['an infinite amount', { a: Number.POSITIVE_INFINITY }],
  ])('does not exist for a mix of %s', (_, mix) => {
    expect(() => totalVariation(mixOf(mix), mixOf({ a: 1 }))).toThrow(RangeError);
    expect(() => totalVariation(mixOf({ a: 1 }), mixOf(mix))).toThrow(RangeError);
  });
});

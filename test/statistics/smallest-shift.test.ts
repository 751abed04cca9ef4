import { describe, expect, it } from 'vitest';
import { exactPower, smallestRise } from '../../action/statistics/exact-power.ts';
import { kolmogorovSmirnov } from '../../action/statistics/kolmogorov-smirnov.ts';
import { randomFrom } from '../../action/statistics/random.ts';
import { smallestDistance, smallestMixShift } from '../../action/statistics/smallest-shift.ts';

describe('the smallest shift of a mix that is found', () => {
  // scipy 1.17.1: the noncentral χ² that is over its critical value so often.
  it.each([
    [2, 200, 2000, 0.01, 0.1267],
    [10, 200, 2000, 0.01, 0.1717],
    [10, 50, 2000, 0.01, 0.3314],
    [4, 300, 500, 0.002, 0.1623],
    [50, 200, 500, 0.01, 0.2632],
  ])(
    'of %d kinds in %d against %d at %d is %d, within a fiftieth',
    (kinds, window, reference, alpha, shift) => {
      const found = smallestMixShift({ reference, window, alpha, power: 0.8 }, kinds);
      expect(Math.abs(found / shift - 1)).toBeLessThan(0.02);
    },
  );

  it.each([
    ['one kind', { reference: 500, window: 200, alpha: 0.01, power: 0.8 }, 1],
    ['no window', { reference: 500, window: 0, alpha: 0.01, power: 0.8 }, 2],
    ['an alpha of 1', { reference: 500, window: 200, alpha: 1, power: 0.8 }, 2],
    ['a power of 0', { reference: 500, window: 200, alpha: 0.01, power: 0 }, 2],
  ] as const)('refuses %s', (_, test, kinds) => {
    expect(() => smallestMixShift(test, kinds)).toThrow(RangeError);
    if (kinds !== 1) expect(() => smallestDistance(test)).toThrow(RangeError);
  });
});

describe('the smallest distance of numbers that is found', () => {
  it('is found four times in five or somewhat more by the exact test', () => {
    const [reference, window] = [500, 200];
    const shift = smallestDistance({ reference, window, alpha: 0.01, power: 0.8 });
    const random = randomFrom('distance');
    // Halfway up, the numbers of a part of the window move from under the median to over it.
    const later = () => {
      const value = random();
      return value < 0.5 && random() < 2 * shift ? value + 0.5 : value;
    };
    const many = (n: number, one: () => number) => Array.from({ length: n }, one);
    const trials = many(200, () => kolmogorovSmirnov(many(reference, random), many(window, later)).p);
    const found = trials.filter((p) => p <= 0.01).length / trials.length;
    expect(found).toBeGreaterThan(0.78);
    expect(found).toBeLessThan(0.95);
  });
});

describe('the exact binomial test', () => {
  // systems-of-record 5.3 (88 %, 94 %, 46 % and 19 %), with the digits of scipy 1.17.1.
  it.each([
    [100, 0.08, 0.18, 0.8818686363962571],
    [400, 0.08, 0.13, 0.9441895729653115],
    [30, 0.08, 0.18, 0.46053769263229133],
    [30, 0.08, 0.13, 0.1871493258896122],
  ])('of %d outputs finds a rise from %d to %d so often: %d', (n, before, after, power) => {
    expect(exactPower(n, before, after)).toBeCloseTo(power, 9);
  });

  // scipy 1.17.1, beta.ppf at the critical count.
  it.each([
    [100, 0.08, 0.16666738135747391],
    [400, 0.08, 0.11738213872069846],
    [20, 0.1, 0.3132998786374236],
    [5, 0.5, 0.956352499790037],
    [4, 0.5, null],
    [10, 1, null],
    [0, 0.1, null],
  ])('of %d outputs at %d finds a rise to %d four times in five', (n, before, after) => {
    const found = smallestRise(n, before);
    if (after === null) expect(found).toBeNull();
    else {
      expect(found).toBeCloseTo(after, 9);
      expect(exactPower(n, before, after)).toBeCloseTo(0.8, 6);
    }
  });

  it.each([
    ['half an output', () => smallestRise(0.5, 0.1)],
    ['a share over 1', () => smallestRise(10, 1.1)],
    ['a power of 1', () => smallestRise(10, 0.1, 1)],
    ['an alpha of 0', () => exactPower(10, 0.1, 0.2, 0)],
    ['a share after of no number', () => exactPower(10, 0.1, Number.NaN)],
  ])('refuses %s', (_, impossible) => {
    expect(impossible).toThrow(RangeError);
  });
});

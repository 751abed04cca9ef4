import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialTerm } from '../../action/statistics/binomial.ts';
import { fewestFlips, smallestProvableDrop } from '../../action/statistics/flips.ts';
import { mcnemar } from '../../action/statistics/mcnemar.ts';
import { pairsNeeded, smallestDifference } from '../../action/statistics/power.ts';
import {
  allPassNeeded,
  questionsNeeded,
  type ScoreVariance,
  smallestMeanDifference,
} from '../../action/statistics/sample-size.ts';

const SETTINGS = { seed: 20_260_411, numRuns: 300 };
const NAN = Number.NaN;
const BINARY: ScoreVariance = {
  between: 1 / 9,
  firstWithin: 1 / 6,
  secondWithin: 1 / 6,
  firstTries: 1,
  secondTries: 1,
};

describe('the pairs that a difference needs', () => {
  it('are enough for it, and one fewer is not', () => {
    const share = fc.integer({ min: 2, max: 100 }).map((whole) => whole / 100);
    fc.assert(
      fc.property(share, share, share, (psi, part, power) => {
        const delta = (psi * part) / 1.01;
        const level = 0.5 + power * 0.49;
        const n = pairsNeeded(delta, psi, level);
        expect(smallestDifference(n, psi, level)).toBeLessThanOrEqual(delta + 1e-9);
        const fewer = n > 1 ? smallestDifference(n - 1, psi, level) : null;
        if (fewer !== null) expect(fewer).toBeGreaterThan(delta - 1e-9);
      }),
      SETTINGS,
    );
  });

  it('are more for a smaller difference, more disagreement, more power or a smaller alpha', () => {
    const base = pairsNeeded(0.1, 0.2);
    expect(pairsNeeded(0.05, 0.2)).toBeGreaterThan(base);
    expect(pairsNeeded(0.1, 0.3)).toBeGreaterThan(base);
    expect(pairsNeeded(0.1, 0.2, 0.9)).toBeGreaterThan(base);
    expect(pairsNeeded(0.1, 0.2, 0.8, 0.01)).toBeGreaterThan(base);
  });

  it('find it in 80 of 100 tries by the mid-p, over all that can happen', () => {
    const n = pairsNeeded(0.1, 0.2);
    const upTo = (last: number) => Array.from({ length: last + 1 }, (_, i) => i);
    const chances = upTo(n).flatMap((flips) =>
      upTo(flips)
        .filter((c) => mcnemar(flips - c, c).midP <= 0.05)
        .map((c) => binomialTerm(flips, n, 0.2) * binomialTerm(c, flips, 0.25)),
    );
    const power = chances.reduce((sum, one) => sum + one, 0);
    expect(power).toBeGreaterThan(0.79);
    expect(power).toBeLessThan(0.83);
  });

  it.each([
    [0, 0.2, 0.8],
    [0.21, 0.2, 0.8],
    [-0.1, 0.2, 0.8],
    [NAN, 0.2, 0.8],
    [0.1, 1.2, 0.8],
    [0.1, NAN, 0.8],
    [0.1, 0.2, 1],
    [0.1, 0.2, NAN],
  ])('are not computed for a difference of %d among %d with power %d', (delta, psi, power) => {
    expect(() => pairsNeeded(delta, psi, power)).toThrow(RangeError);
  });
});

describe('the smallest difference that pairs can show', () => {
  it('does not exist when even all flips going one way would not do', () => {
    expect(smallestDifference(20, 0.1)).toBeNull();
    expect(smallestDifference(20, 0)).toBeNull();
    expect(smallestDifference(1, 1)).toBeNull();
  });

  it.each([
    [0, 0.2],
    [NAN, 0.2],
    [Number.POSITIVE_INFINITY, 0.2],
    [20, -0.1],
    [20, NAN],
  ])('is not computed for %d pairs that differ on %d', (n, psi) => {
    expect(() => smallestDifference(n, psi)).toThrow(RangeError);
  });
});

describe('the fewest flips', () => {
  it.each([
    [0.05, 6],
    [0.0625, 5],
    [0.03125, 6],
    [0.01, 8],
    [0.001, 11],
  ])('for an alpha of %d are %d', (alpha, flips) => {
    expect(fewestFlips(alpha)).toBe(flips);
  });

  it('are where McNemar’s exact test gets there, and one fewer is not', () => {
    expect(mcnemar(0, fewestFlips()).exact).toBeLessThanOrEqual(0.05);
    expect(mcnemar(0, fewestFlips() - 1).exact).toBeGreaterThan(0.05);
  });

  it.each([
    [5, null],
    [6, 1],
    [100, 0.06],
    [0, null],
  ])('in %d cases are a drop of %d', (n, drop) => {
    expect(smallestProvableDrop(n)).toBe(drop);
  });

  it('are not computed for an alpha of 0 or a share of a case', () => {
    expect(() => fewestFlips(0)).toThrow(RangeError);
    expect(() => fewestFlips(NAN)).toThrow(RangeError);
    expect(() => smallestProvableDrop(2.5)).toThrow(RangeError);
  });
});

describe('the questions that a difference of means needs', () => {
  it('are enough for it, and one fewer is not', () => {
    const n = questionsNeeded(0.05, BINARY);
    expect(smallestMeanDifference(n, BINARY)).toBeLessThanOrEqual(0.05);
    expect(smallestMeanDifference(n - 1, BINARY)).toBeGreaterThan(0.05);
  });

  it('are fewer with more tries of each, down to what the questions themselves vary by', () => {
    const often = { ...BINARY, firstTries: 1e6, secondTries: 1e6 };
    expect(questionsNeeded(0.05, { ...BINARY, firstTries: 4 })).toBeLessThan(questionsNeeded(0.05, BINARY));
    expect(questionsNeeded(0.05, often)).toBe(
      questionsNeeded(0.05, { ...BINARY, firstWithin: 0, secondWithin: 0 }),
    );
  });

  it.each([
    [0, BINARY],
    [NAN, BINARY],
    [0.1, { ...BINARY, firstTries: 0 }],
    [0.1, { ...BINARY, secondTries: 1.5 }],
    [0.1, { ...BINARY, between: -1 }],
    [0.1, { ...BINARY, between: -0.1 }],
    [0.1, { ...BINARY, firstWithin: NAN }],
    [0.1, { ...BINARY, between: 0, firstWithin: 0, secondWithin: 0 }],
  ])('are not computed for %d and %o', (difference, variance) => {
    expect(() => questionsNeeded(difference, variance)).toThrow(RangeError);
  });
});

describe('a refusal', () => {
  it('names the argument, what was found and what was expected', () => {
    expect(() => questionsNeeded(0.1, { ...BINARY, firstTries: 0 })).toThrow(
      'firstTries is 0; expected a finite number over 0',
    );
    expect(() => pairsNeeded(0.3, 0.2)).toThrow(
      'difference is 0.3; expected over 0 and at most 0.2, the discordant share',
    );
  });
});

describe('the cases that must all pass', () => {
  it.each([
    [0.9, 29],
    [0.95, 59],
    [0.99, 299],
    [0.5, 5],
  ])('for a bar of %d are %d', (bar, n) => {
    expect(allPassNeeded(bar)).toBe(n);
    expect(0.05 ** (1 / n)).toBeGreaterThanOrEqual(bar);
    expect(0.05 ** (1 / (n - 1))).toBeLessThan(bar);
  });

  it.each([[0], [1], [NAN]])('are not computed for a bar of %d', (bar) => {
    expect(() => allPassNeeded(bar)).toThrow(RangeError);
  });
});

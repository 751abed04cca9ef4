import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kolmogorovSmirnov } from '../../action/statistics/kolmogorov-smirnov.ts';

const NONE = Number.NEGATIVE_INFINITY;

/** Every way to choose so many of these. */
function* choices(n: number, from: readonly number[]): Generator<number[]> {
  if (n === 0) return yield [];
  for (const [at, first] of from.entries()) {
    for (const rest of choices(n - 1, from.slice(at + 1))) yield [first, ...rest];
  }
}

/** By the definition: the distances of all deals, in whole numbers. */
function listed(reference: readonly number[], window: readonly number[]): { distance: number; p: number } {
  const all = [...reference, ...window];
  const apart = (before: readonly number[], after: readonly number[]) =>
    Math.max(
      ...all.map((limit) => {
        const under = (values: readonly number[]) => values.filter((value) => value <= limit).length;
        return Math.abs(under(after) * before.length - under(before) * after.length);
      }),
    );
  const found = apart(reference, window);
  let [asFar, deals] = [0, 0];
  for (const chosen of choices(window.length, [...all.keys()])) {
    deals += 1;
    const part = (own: boolean) => all.filter((_, at) => chosen.includes(at) === own);
    if (apart(part(false), part(true)) >= found) asFar += 1;
  }
  return { distance: found / (reference.length * window.length), p: asFar / deals };
}

describe('the exact test of Kolmogorov and Smirnov', () => {
  // Every deal listed by a program of its own.
  it.each([
    ['nothing in common', [1, 2, 3], [4, 5, 6], 1, 2 / 20],
    ['ties', [1, 1, 2, 2], [2, 3, 3], 2 / 3, 10 / 35],
    ['more ties', [1, 2, 2, 3, 5], [2, 4, 5, 5], 0.55, 48 / 126],
    ['two values', [0, 0, 0, 1], [0, 1, 1, 1], 0.5, 34 / 70],
    ['values that are missing', [NONE, 1, 2], [NONE, NONE, 3], 1 / 3, 1],
    ['all the same', [7, 7], [7, 7, 7], 0, 1],
  ] as const)('of %s', (_, reference, window, distance, p) => {
    const found = kolmogorovSmirnov(reference, window);
    expect(found.distance).toBeCloseTo(distance, 12);
    expect(found.p).toBeCloseTo(p, 12);
  });

  // drift.ks2 of the reference figures: scipy 1.17.1, ks_2samp. Its exact p is that of samples without ties, so the one
  // value that both have (1.06) is a hair smaller in the second, which leaves the distance as it is.
  const X = [
    0.61, 0.29, 0.06, 0.59, -1.73, -0.74, 0.51, -0.56, 0.39, 1.64, 0.05, -0.06, 0.64, -0.82, 0.37, 1.77, 1.09,
    -1.28, 2.36, 1.31, 1.05, -0.32, -0.4, 1.06, -2.47,
  ];
  const Y = [0.97, -0.75, 0.02, 1.62, 0.81, -0.38, 1.91, -0.28, 0.66];

  it('has the figures of scipy', () => {
    const { distance, p } = kolmogorovSmirnov(X, [1.0599, ...Y]);
    expect(distance).toBeCloseTo(0.32, 12);
    expect(p).toBeCloseTo(0.39717638029487795, 9);
    const tied = kolmogorovSmirnov(X, [1.06, ...Y]);
    expect(tied.distance).toBeCloseTo(0.32, 12);
    expect(tied.p).toBeLessThan(p);
  });

  it('is what listing every deal gives, for any small samples', () => {
    const values = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(values, values, (reference, window) => {
        const [found, expected] = [kolmogorovSmirnov(reference, window), listed(reference, window)];
        expect(found.distance).toBeCloseTo(expected.distance, 12);
        expect(found.p).toBeCloseTo(expected.p, 10);
      }),
      { numRuns: 60 },
    );
  });

  it('takes thousands of values, and is small where nothing is in common and never too small', () => {
    const many = (n: number, by: number) => Array.from({ length: n }, (_, i) => i + by);
    expect(kolmogorovSmirnov(many(5000, 0), many(1000, 10_000)).p).toBeLessThan(1e-12);
    expect(kolmogorovSmirnov(many(5000, 0), many(1000, 10_000)).p).toBeGreaterThan(0);
    // 1.36 of the limit of Smirnov is 5 %.
    const shift = 1.3581 * Math.sqrt(6000 / (5000 * 1000)) * 5000;
    const even = Array.from({ length: 1000 }, (_, i) => i * 5 + shift);
    expect(kolmogorovSmirnov(many(5000, 0), even).p).toBeCloseTo(0.05, 2);
  });

  it.each([
    ['no values', [], [1]],
    ['no number', [1], [Number.NaN]],
  ] as const)('refuses %s', (_, reference, window) => {
    expect(() => kolmogorovSmirnov(reference, window)).toThrow(RangeError);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareStatistic } from '../../action/statistics/chi-square-statistic.ts';
import { hypergeometric } from '../../action/statistics/hypergeometric.ts';
import { permutationChiSquare } from '../../action/statistics/permutation.ts';
import { randomFrom } from '../../action/statistics/random.ts';

const counts = (list: readonly number[]) => new Map(list.map((count, kind) => [`kind ${kind}`, count]));
const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
const both = (a: readonly number[], b: readonly number[]) => a.map((count, at) => count + (b[at] as number));

const test = (reference: readonly number[], window: readonly number[], permutations = 999, seed = 'a') =>
  permutationChiSquare(counts(reference), counts(window), permutations, randomFrom(seed));

describe('Pearson’s χ² of two samples', () => {
  // scipy 1.17.1, chi2_contingency without correction; the last two by hand.
  it.each([
    [[30, 20, 10], [15, 25, 20], 8.88888888888889],
    [[1700, 250, 50], [150, 30, 20], 35.19787644787645],
    [[40, 30, 20, 10, 10], [20, 30, 25, 15, 10], 7.763636363636365],
    [[10, 20], [5, 10], 0],
    [[4, 0, 0], [0, 4, 0], 8],
    [[3, 1], [0, 0], 0],
  ] as const)('of %j and %j is %d', (reference, window, expected) => {
    const pooled = both(reference, window);
    expect(chiSquareStatistic(window, pooled)).toBeCloseTo(expected, 10);
    expect(chiSquareStatistic(reference, pooled)).toBeCloseTo(expected, 10);
  });
});

describe('the permutation test of two mixes', () => {
  // Every deal listed by a program of its own: so many of all have a χ² as large.
  it.each([
    [[3, 1], [0, 3], 5, 35],
    [[2, 2], [2, 2], 70, 70],
    [[3, 0, 1], [1, 2, 1], 46, 70],
    [[4, 2, 0], [1, 1, 3], 87, 462],
    [[0, 5], [1, 4], 252, 252],
  ] as const)('counts out %j against %j: %d of %d deals', (reference, window, asLarge, all) => {
    const { p, exact } = test(reference, window);
    expect(exact).toBe(true);
    expect(p).toBeCloseTo(asLarge / all, 12);
  });

  it('of up to 10,000 tables is counted, and drawn of more', () => {
    // The last kind takes what the others leave: 10 · 10 · 10 · 10 tables, and 11 · 10 · 10 · 10.
    expect(test([9, 9, 9, 9, 5], [0, 0, 0, 0, 5]).exact).toBe(true);
    expect(test([10, 9, 9, 9, 5], [0, 0, 0, 0, 5]).exact).toBe(false);
  });

  it('comes out by drawing as by the limit that it has with many things', () => {
    const { p, exact } = test([40, 30, 20, 10, 10], [20, 30, 25, 15, 10], 9999);
    expect(exact).toBe(false);
    // scipy 1.17.1: χ² with 4 degrees of freedom.
    expect(Math.abs(p - 0.10063)).toBeLessThan(0.01);
  });

  it('is the same for the same seed, and never 0', () => {
    const far = [[500, 0, 0, 0, 90], [0, 100, 40, 40, 10], 999] as const;
    expect(test(...far)).toEqual({ p: 1 / 1000, exact: false });
    const near = [[40, 30, 20, 10, 10], [20, 30, 25, 15, 10], 999] as const;
    expect(test(...near, 'a')).toEqual(test(...near, 'a'));
    expect(test(...near, 'a')).not.toEqual(test(...near, 'b'));
  });

  it.each([
    ['half a thing', [0.5, 1], [1, 1], 99],
    ['fewer than none', [1, -1], [1, 1], 99],
    ['no permutations', [1, 1], [1, 1], 0],
  ] as const)('refuses %s', (_, reference, window, permutations) => {
    expect(() => test(reference, window, permutations)).toThrow(RangeError);
  });
});

describe('a hypergeometric draw', () => {
  // Of 10 things 4 are of the kind, and 3 are taken: 20, 60, 36 and 4 of 120.
  it('has the chances of its distribution', () => {
    const draw = hypergeometric(10, randomFrom('urn'));
    const drawn = [0, 0, 0, 0];
    for (let i = 0; i < 60_000; i += 1) {
      const own = draw(3, 4, 6);
      drawn[own] = (drawn[own] as number) + 1;
    }
    for (const [own, of120] of [20, 60, 36, 4].entries())
      expect((drawn[own] as number) / 60_000).toBeCloseTo(of120 / 120, 2);
  });

  it('is never more or less than there can be', () => {
    const amount = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer(),
        (own, others, part, seed) => {
          const taken = Math.floor(part * (own + others));
          const drawn = hypergeometric(own + others, randomFrom(seed >>> 0))(taken, own, others);
          expect(drawn).toBeGreaterThanOrEqual(Math.max(0, taken - others));
          expect(drawn).toBeLessThanOrEqual(Math.min(own, taken));
        },
      ),
    );
  });
});

/**
 * Table 5.3 of the reference: ten labels, of which the k-th is 1/k as common as the first, 2,000 before, and 12 points
 * moved. It does not say where to; here they leave the first label for the four rarest. There with 9,999 permutations;
 * here with 499, and 300 samples of each size, so that it takes seconds.
 */
describe('α = 1 % of the permutation test, as often as the reference has it', () => {
  const zipf = Array.from({ length: 10 }, (_, k) => 1 / (k + 1));
  const mix = zipf.map((weight) => weight / sum(zipf));
  const moved = mix.map((share, k) => (k === 0 ? share - 0.12 : k < 6 ? share : share + 0.12 / 4));
  const TRIALS = 300;

  function sample(n: number, shares: readonly number[], random: () => number): number[] {
    const drawn = shares.map(() => 0);
    for (let i = 0; i < n; i += 1) {
      let left = random();
      const kind = shares.findIndex((share) => {
        left -= share;
        return left < 0;
      });
      const at = kind < 0 ? shares.length - 1 : kind;
      drawn[at] = (drawn[at] as number) + 1;
    }
    return drawn;
  }

  function found(n: number, shares: readonly number[]): number {
    const random = randomFrom(`monte carlo ${n}`);
    let alarms = 0;
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const [reference, window] = [sample(2000, mix, random), sample(n, shares, random)];
      if (permutationChiSquare(counts(reference), counts(window), 499, random).p <= 0.01) alarms += 1;
    }
    return alarms / TRIALS;
  }

  // The second power is that of 2,000 samples by numpy 2, with its own multivariate draws.
  it.each([
    [50, 0.19, 0.2685],
    [100, 0.49, 0.465],
    [200, 0.83, 0.845],
    [500, 0.99, 0.999],
  ])('%d outputs: power of %d within 10 points, and of %d within 7', (n, table, numpy) => {
    const power = found(n, moved);
    expect(Math.abs(power - table)).toBeLessThan(0.1);
    expect(Math.abs(power - numpy)).toBeLessThan(0.07);
  });

  it.each([50, 100, 200, 500])(
    '%d outputs of which nothing moved: three alarms in a hundred at most',
    (n) => {
      expect(found(n, mix)).toBeLessThanOrEqual(0.03);
    },
  );
});

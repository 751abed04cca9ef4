import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson, lowerBound, upperBound } from '../../action/statistics/clopper-pearson.ts';
import { clusteredRate } from '../../action/statistics/effective-n.ts';
import { holm } from '../../action/statistics/holm.ts';
import { mcnemar } from '../../action/statistics/mcnemar.ts';
import { newcombePaired, newcombeUnpaired } from '../../action/statistics/newcombe.ts';
import { passAtK, passPowerK } from '../../action/statistics/repeats.ts';
import { type Interval, wilson } from '../../action/statistics/wilson.ts';

/** A fixed seed: the same draws on every run and every Node. */
const SETTINGS = { seed: 20_260_411, numRuns: 300 };
/** Rounding, no more. */
const HAIR = 1e-11;

const count = fc.integer({ min: 0, max: 60 });
const successes = fc
  .integer({ min: 1, max: 400 })
  .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
const share = fc.integer({ min: 0, max: 1000 }).map((whole) => whole / 1000);

const INTERVALS: readonly [string, (x: number, n: number) => Interval][] = [
  ['Wilson’s', (x, n) => wilson(x / n, n)],
  ['Clopper and Pearson’s', (x, n) => clopperPearson(x, n)],
];

describe.each(INTERVALS)('%s interval', (_, interval) => {
  it('holds the rate and lies within 0 to 1', () => {
    fc.assert(
      fc.property(successes, ({ x, n }) => {
        const { low, high } = interval(x, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(x / n + HAIR);
        expect(high).toBeGreaterThanOrEqual(x / n - HAIR);
        expect(high).toBeLessThanOrEqual(1);
      }),
      SETTINGS,
    );
  });

  it('moves up with every further success', () => {
    fc.assert(
      fc.property(successes, ({ x, n }) => {
        fc.pre(x < n);
        const [fewer, more] = [interval(x, n), interval(x + 1, n)];
        expect(more.low).toBeGreaterThan(fewer.low);
        expect(more.high).toBeGreaterThan(fewer.high);
      }),
      SETTINGS,
    );
  });

  it('is narrower for twice as many trials at the same rate', () => {
    fc.assert(
      fc.property(successes, ({ x, n }) => {
        const [once, twice] = [interval(x, n), interval(2 * x, 2 * n)];
        expect(twice.high - twice.low).toBeLessThan(once.high - once.low);
      }),
      SETTINGS,
    );
  });

  it('of failures is the mirror of that of successes', () => {
    fc.assert(
      fc.property(successes, ({ x, n }) => {
        const [ours, mirror] = [interval(x, n), interval(n - x, n)];
        expect(Math.abs(ours.low + mirror.high - 1)).toBeLessThan(HAIR);
        expect(Math.abs(ours.high + mirror.low - 1)).toBeLessThan(HAIR);
      }),
      SETTINGS,
    );
  });
});

describe('exact bounds', () => {
  it('on one side lie within those on both', () => {
    fc.assert(
      fc.property(successes, ({ x, n }) => {
        const { low, high } = clopperPearson(x, n);
        expect(lowerBound(x, n)).toBeGreaterThanOrEqual(low);
        expect(upperBound(x, n)).toBeLessThanOrEqual(high);
      }),
      SETTINGS,
    );
  });

  it('widen with the confidence', () => {
    fc.assert(
      fc.property(successes, ({ x, n }) => {
        expect(upperBound(x, n, 0.99)).toBeGreaterThanOrEqual(upperBound(x, n, 0.9));
        expect(lowerBound(x, n, 0.99)).toBeLessThanOrEqual(lowerBound(x, n, 0.9));
      }),
      SETTINGS,
    );
  });
});

describe('McNemar’s test', () => {
  it('has an exact p of at least the mid-p, both from 0 to 1, whichever system is first', () => {
    fc.assert(
      fc.property(count, count, (b, c) => {
        const { exact, midP } = mcnemar(b, c);
        expect(midP).toBeGreaterThan(0);
        expect(exact).toBeGreaterThanOrEqual(midP);
        expect(exact).toBeLessThanOrEqual(1);
        expect(mcnemar(c, b)).toEqual({ exact, midP });
      }),
      SETTINGS,
    );
  });

  it('is surer with every further flip in the direction of most', () => {
    fc.assert(
      fc.property(count, count, (b, c) => {
        fc.pre(b < c);
        expect(mcnemar(b, c + 1).exact).toBeLessThan(mcnemar(b, c).exact + HAIR);
        expect(mcnemar(b, c + 1).midP).toBeLessThan(mcnemar(b, c).midP);
      }),
      SETTINGS,
    );
  });
});

const pairs = fc
  .record({ both: count, onlyFirst: count, onlySecond: count, neither: count })
  .filter((counts) => Object.values(counts).some((one) => one > 0));

describe('Newcombe’s intervals', () => {
  it('hold the paired difference, within −1 to 1', () => {
    fc.assert(
      fc.property(pairs, (counts) => {
        const { difference, low, high } = newcombePaired(counts);
        expect(low).toBeGreaterThanOrEqual(-1 - HAIR);
        expect(low).toBeLessThanOrEqual(difference);
        expect(high).toBeGreaterThanOrEqual(difference);
        expect(high).toBeLessThanOrEqual(1 + HAIR);
      }),
      SETTINGS,
    );
  });

  it('change sign, and nothing else, when the systems change places', () => {
    fc.assert(
      fc.property(pairs, ({ both, onlyFirst, onlySecond, neither }) => {
        const ours = newcombePaired({ both, onlyFirst, onlySecond, neither });
        const turned = newcombePaired({ both, onlyFirst: onlySecond, onlySecond: onlyFirst, neither });
        expect(turned.low).toBeCloseTo(-ours.high, 11);
        expect(turned.high).toBeCloseTo(-ours.low, 11);
      }),
      SETTINGS,
    );
  });

  it('hold the unpaired difference and change sign with the places', () => {
    fc.assert(
      fc.property(successes, successes, (one, two) => {
        const { difference, low, high } = newcombeUnpaired(one.x, one.n, two.x, two.n);
        const turned = newcombeUnpaired(two.x, two.n, one.x, one.n);
        expect(low).toBeLessThanOrEqual(difference + HAIR);
        expect(high).toBeGreaterThanOrEqual(difference - HAIR);
        expect(turned.low).toBeCloseTo(-high, 11);
        expect(turned.high).toBeCloseTo(-low, 11);
      }),
      SETTINGS,
    );
  });
});

describe('Holm’s adjustment', () => {
  it('lowers no p-value, keeps their order and does not care where they stand', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 15 }), (pValues) => {
        const adjusted = holm(pValues);
        const backwards = holm([...pValues].reverse()).reverse();
        for (const [i, p] of pValues.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(backwards[i]).toBe(adjusted[i]);
          for (const [j, other] of pValues.entries())
            if (p <= other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number);
        }
      }),
      SETTINGS,
    );
  });
});

describe('repeats', () => {
  it('pass all k more rarely than one, and one of k more often', () => {
    fc.assert(
      fc.property(successes, fc.integer({ min: 1, max: 400 }), ({ x, n }, k) => {
        fc.pre(k <= n);
        expect(passPowerK(n, x, k)).toBeLessThanOrEqual(x / n + HAIR);
        expect(passAtK(n, x, k)).toBeGreaterThanOrEqual(x / n - HAIR);
        expect(passAtK(n, x, 1)).toBeCloseTo(passPowerK(n, x, 1), 12);
      }),
      SETTINGS,
    );
  });
});

describe('the effective n', () => {
  const clusters = fc.array(
    fc.record({ trials: fc.integer({ min: 1, max: 6 }), missed: fc.integer({ min: 0, max: 6 }) }),
    { minLength: 2, maxLength: 30 },
  );

  it('lies between 1 and the rows, and does not care about the order of the cases', () => {
    fc.assert(
      fc.property(clusters, (drawn) => {
        const cases = drawn.map(({ trials, missed }) => ({ trials, passes: Math.max(0, trials - missed) }));
        const { effectiveN, rows } = clusteredRate(cases);
        expect(effectiveN).toBeGreaterThanOrEqual(1);
        expect(effectiveN).toBeLessThanOrEqual(rows);
        expect(clusteredRate([...cases].reverse()).effectiveN).toBeCloseTo(effectiveN, 9);
      }),
      SETTINGS,
    );
  });

  it('gains nothing from copies of rows within their cases', () => {
    fc.assert(
      fc.property(clusters, (drawn) => {
        const cases = drawn.map(({ trials, missed }) => ({ trials, passes: Math.max(0, trials - missed) }));
        const twice = cases.map(({ trials, passes }) => ({ trials: 2 * trials, passes: 2 * passes }));
        const [once, copied] = [clusteredRate(cases), clusteredRate(twice)];
        // At the cap, rows, the copies have room: the cases vary less than independent rows would.
        fc.pre(once.effectiveN < once.rows);
        expect(copied.effectiveN).toBeCloseTo(once.effectiveN, 9);
      }),
      SETTINGS,
    );
  });
});

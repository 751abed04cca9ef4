import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta } from '../../action/statistics/beta.ts';
import { binomialCdf, binomialTerm } from '../../action/statistics/binomial.ts';
import { holm } from '../../action/statistics/holm.ts';
import { mcnemar } from '../../action/statistics/mcnemar.ts';
import { normalCdf, normalQuantile } from '../../action/statistics/normal.ts';
import { studentT } from '../../action/statistics/student-t.ts';
import { stdlib } from './stdlib.ts';

type Three = (one: number, two: number, three: number) => number;
type Adjust = (pValues: readonly number[], method: string) => number[];

/** A fixed seed: the same draws on every run and every Node. */
const SETTINGS = { seed: 20_260_411, numRuns: 500 };
const spread = (min: number, max: number, by: number) =>
  fc.integer({ min: min * by, max: max * by }).map((whole) => whole / by);
const shape = spread(0.5, 5000, 2);
const inside = fc.integer({ min: 1, max: 999_999 }).map((whole) => whole / 1e6);
const counts = fc
  .integer({ min: 1, max: 3000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

/** Theirs is off by some 4e-10 where a and b differ a lot; see beta.test.ts for those, from mpmath. */
const BETA = 5e-9;

function agree(ours: number, theirs: number, relative = 1e-10): void {
  const off = Math.abs(ours - theirs);
  expect(off, `${ours}, not ${theirs}`).toBeLessThanOrEqual(relative * Math.abs(theirs) + 1e-14);
}

describe('@stdlib, a second opinion, agrees on', () => {
  it('the incomplete beta function', () => {
    const theirs = stdlib<Three>('stats-base-dists-beta-cdf');
    fc.assert(
      fc.property(inside, shape, shape, (x, a, b) => agree(incompleteBeta(x, a, b), theirs(x, a, b), BETA)),
      SETTINGS,
    );
  });

  it('the incomplete beta function close to its mean, where the digits are', () => {
    const theirs = stdlib<Three>('stats-base-dists-beta-cdf');
    const shift = spread(-3, 3, 1000);
    fc.assert(
      fc.property(shift, shape, shape, (z, a, b) => {
        const mean = a / (a + b);
        const x = Math.min(0.999999, Math.max(0.000001, mean + z * Math.sqrt((mean * (1 - mean)) / (a + b))));
        agree(incompleteBeta(x, a, b), theirs(x, a, b), BETA);
      }),
      SETTINGS,
    );
  });

  it('the beta quantile', () => {
    const theirs = stdlib<Three>('stats-base-dists-beta-quantile');
    fc.assert(
      fc.property(inside, shape, shape, (p, a, b) => agree(betaQuantile(p, a, b), theirs(p, a, b), BETA)),
      SETTINGS,
    );
  });

  it('the binomial distribution', () => {
    const theirs = stdlib<Three>('stats-base-dists-binomial-cdf');
    fc.assert(
      fc.property(counts, inside, ([k, n], p) => agree(binomialCdf(k, n, p), theirs(k, n, p), BETA)),
      SETTINGS,
    );
  });

  it('the binomial term, as the step of the distribution', () => {
    const theirs = stdlib<Three>('stats-base-dists-binomial-cdf');
    fc.assert(
      fc.property(counts, inside, ([k, n], p) => {
        expect(binomialTerm(k, n, p)).toBeCloseTo(theirs(k, n, p) - theirs(k - 1, n, p), 11);
      }),
      SETTINGS,
    );
  });

  it('the normal distribution and its quantile', () => {
    const cdf = stdlib<Three>('stats-base-dists-normal-cdf');
    const quantile = stdlib<Three>('stats-base-dists-normal-quantile');
    const z = spread(-30, 8, 1000);
    fc.assert(
      fc.property(z, inside, (at, p) => {
        expect(normalCdf(at) / cdf(at, 0, 1)).toBeCloseTo(1, 11);
        agree(normalQuantile(p), quantile(p, 0, 1));
      }),
      SETTINGS,
    );
  });

  it('Student’s t', () => {
    const theirs = stdlib<(p: number, df: number) => number>('stats-base-dists-t-quantile');
    const df = fc.integer({ min: 1, max: 5000 });
    const confidence = spread(0.5, 0.999, 1000);
    fc.assert(
      fc.property(df, confidence, (degrees, level) =>
        agree(studentT(degrees, level), theirs((1 + level) / 2, degrees)),
      ),
      SETTINGS,
    );
  });

  it('McNemar’s exact p', () => {
    const theirs = stdlib<Three>('stats-base-dists-binomial-cdf');
    const count = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(count, count, (b, c) =>
        agree(mcnemar(b, c).exact, Math.min(1, 2 * theirs(Math.min(b, c), b + c, 0.5))),
      ),
      SETTINGS,
    );
  });

  it('Holm’s adjustment', () => {
    const theirs = stdlib<Adjust>('stats-padjust');
    fc.assert(
      fc.property(fc.array(spread(0, 1, 1000), { minLength: 1, maxLength: 20 }), (pValues) => {
        const expected = theirs(pValues, 'holm');
        for (const [index, ours] of holm(pValues).entries()) agree(ours, expected[index] as number);
      }),
      SETTINGS,
    );
  });
});

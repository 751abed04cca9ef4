import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClusteredPair, clusteredMean, pairedDifference } from '../../action/statistics/clustered.ts';

const SETTINGS = { seed: 20_260_411, numRuns: 200 };
const alone = (values: readonly number[]) => values.map((value, i) => ({ value, cluster: String(i) }));
const score = fc.integer({ min: 0, max: 100 });
const clustered = fc
  .array(fc.record({ value: score, cluster: fc.constantFrom('a', 'b', 'c', 'd', '__proto__') }), {
    minLength: 5,
    maxLength: 40,
  })
  .filter((rows) => new Set(rows.map((row) => row.cluster)).size > 1);

describe('the mean of clustered scores', () => {
  it('has the usual error s/√n when every cluster is one value', () => {
    // 10, 12, 14, 16, 18: s = √10.
    const { mean, standardError, clusters } = clusteredMean(alone([10, 12, 14, 16, 18]));
    expect(mean).toBe(14);
    expect(standardError).toBeCloseTo(Math.sqrt(2), 12);
    expect(clusters).toBe(5);
  });

  it('has no error from a single cluster, which says nothing about the next', () => {
    const rows = [1, 0, 1].map((value) => ({ value, cluster: 'a' }));
    expect(clusteredMean(rows)).toEqual({ mean: 2 / 3, standardError: null, clusters: 1 });
  });

  it('has an error of 0 where nothing varies', () => {
    expect(clusteredMean(alone([0.1, 0.1, 0.1]))).toEqual({ mean: 0.1, standardError: 0, clusters: 3 });
  });

  it('takes a cluster named __proto__ for what it is', () => {
    const rows = [
      { value: 1, cluster: '__proto__' },
      { value: 0, cluster: 'constructor' },
    ];
    expect(clusteredMean(rows)).toEqual({ mean: 0.5, standardError: 0.5, clusters: 2 });
  });

  it('gains nothing from copies within their clusters, in any order', () => {
    fc.assert(
      fc.property(clustered, (rows) => {
        const once = clusteredMean(rows).standardError as number;
        expect(clusteredMean([...rows, ...rows].reverse()).standardError).toBeCloseTo(once, 9);
      }),
      SETTINGS,
    );
  });

  it('cannot tell copies under new names from new cases: with C of them the error falls by √((C−1)/(2C−1))', () => {
    fc.assert(
      fc.property(clustered, (rows) => {
        const { standardError, clusters } = clusteredMean(rows);
        const renamed = rows.map((row) => ({ ...row, cluster: `${row.cluster} again` }));
        const fooled = clusteredMean([...rows, ...renamed]).standardError as number;
        const factor = Math.sqrt((clusters - 1) / (2 * clusters - 1));
        expect(fooled).toBeCloseTo((standardError as number) * factor, 9);
      }),
      SETTINGS,
    );
  });

  it.each([[[]], [[1, Number.NaN]], [[1, Number.POSITIVE_INFINITY]], [[1e308, 1e308]], [[1e200, -1e200]]])(
    'does not exist for %o',
    (values) => {
      expect(() => clusteredMean(alone(values))).toThrow(RangeError);
    },
  );
});

const pair = (first: number, second: number, cluster: string): ClusteredPair => ({ first, second, cluster });

describe('the paired difference of scores', () => {
  it('has Student’s interval with one degree of freedom fewer than there are clusters', () => {
    // Differences 1, 2, 3: mean 2, s = 1, t(2) = 4.30265, half width 4.30265/√3.
    const found = pairedDifference([pair(5, 4, 'a'), pair(5, 3, 'b'), pair(5, 2, 'c')]);
    expect(found).toMatchObject({ difference: 2, clusters: 3 });
    expect(found?.standardError).toBeCloseTo(1 / Math.sqrt(3), 12);
    expect(found?.low).toBeCloseTo(2 - 4.302652729911275 / Math.sqrt(3), 9);
    expect(found?.high).toBeCloseTo(2 + 4.302652729911275 / Math.sqrt(3), 9);
  });

  it('does not see what both systems have in common', () => {
    // Cases differ by tens, the systems by 1 on each: the pairing takes the cases out.
    const pairs = [10, 20, 30, 40].map((base) => pair(base + 1, base, String(base)));
    expect(pairedDifference(pairs)).toMatchObject({ difference: 1, standardError: 0, low: 1, high: 1 });
  });

  it('changes sign, and nothing else, when the systems change places', () => {
    const pairs = fc.array(fc.tuple(score, score, fc.constantFrom('a', 'b', 'c')), { minLength: 2 });
    fc.assert(
      fc.property(pairs, (drawn) => {
        const ours = pairedDifference(drawn.map(([one, two, name]) => pair(one, two, name)));
        const turned = pairedDifference(drawn.map(([one, two, name]) => pair(two, one, name)));
        expect(turned === null).toBe(ours === null);
        expect(turned?.low ?? 0).toBeCloseTo(-(ours?.high ?? 0), 9);
        expect(turned?.high ?? 0).toBeCloseTo(-(ours?.low ?? 0), 9);
      }),
      SETTINGS,
    );
  });

  it('is wider with more confidence', () => {
    const pairs = [pair(5, 4, 'a'), pair(5, 3, 'b'), pair(5, 2, 'c')];
    expect(pairedDifference(pairs, 0.99)?.low).toBeLessThan(pairedDifference(pairs, 0.9)?.low as number);
  });

  it('is not known from one case or from none', () => {
    expect(pairedDifference([])).toBeNull();
    expect(pairedDifference([pair(1, 0, 'a'), pair(1, 1, 'a')])).toBeNull();
  });
});

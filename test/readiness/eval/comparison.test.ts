import { describe, expect, it } from 'vitest';
import { compareWithBase } from '../../../action/readiness/eval/comparison.ts';
import { type EvalRecord, evalRecord } from '../../../action/readiness/eval/eval-record.ts';
import type { Pair } from '../../../action/readiness/eval/paired-cases.ts';
import { testPairs } from '../../../action/readiness/eval/paired-test.ts';
import { given } from '../../given.ts';

/** So many pairs that were as `before` and are as `now`, in clusters of `size`. */
const pairs = (count: number, before: number, now: number, name = `${before}-${now}`, size = 1): Pair[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${name}-${n}`,
    slices: new Set<string>(),
    cluster: `${name}-${Math.floor(n / size)}`,
    before,
    now,
    scores: null,
  }));

describe('a paired test', () => {
  it.each([
    // Six flips one way reach 0.05, five do not.
    [6, 0, 'worse'],
    [5, 0, 'cannot-tell'],
    [0, 6, 'not-worse'],
    [0, 0, 'not-worse'],
    [8, 1, 'worse'],
    [7, 1, 'worse'],
    [6, 1, 'not-worse'],
  ] as const)('of %d that broke and %d that were repaired says %s', (broke, repaired, verdict) => {
    const all = [...pairs(broke, 1, 0), ...pairs(repaired, 0, 1), ...pairs(60, 1, 1)];
    expect(testPairs(all, false)).toMatchObject({ verdict, clustered: false });
  });

  it('has the mid-p and the exact p of McNemar’s test', () => {
    // The data of Fagerland et al. 2013, BMC Med. Res. Methodol. 13:91: 1 and 7 discordant pairs.
    const found = testPairs([...pairs(1, 0, 1), ...pairs(7, 1, 0)], false);
    expect([found.exactP, found.midP].map((p) => p.toFixed(4))).toEqual(['0.0703', '0.0391']);
  });

  it('takes half right for wrong when a person looks, and all but one for wrong when nobody does', () => {
    const found = (now: number, unattended: boolean) => testPairs(pairs(8, 1, now), unattended).broke.length;
    expect([found(0.5, false), found(0.51, false), found(0.99, true), found(1, true)]).toEqual([8, 0, 8, 0]);
  });

  it('counts the clusters that differ, not their cases', () => {
    const five = [...pairs(15, 1, 0, 'broke', 3), ...pairs(60, 1, 1, 'kept', 3)];
    const six = [...pairs(18, 1, 0, 'broke', 3), ...pairs(60, 1, 1, 'kept', 3)];
    expect([testPairs(five, false).verdict, testPairs(six, false).verdict]).toEqual(['cannot-tell', 'worse']);
  });

  it('tells nothing of one cluster', () => {
    const one = pairs(20, 1, 0, 'same', 20);
    expect(testPairs(one, false)).toMatchObject({ verdict: 'cannot-tell', clustered: true, clusters: 1 });
  });

  it('has the p of Student’s t where clusters decide', () => {
    // Differences −1 ×1, −½ ×2, 0 ×1: mean −½, standard error √(4/3 · ½)/4 = 0.2041, t = 2.449 on 3 degrees of freedom.
    const found = testPairs(
      [...pairs(1, 1, 0), ...pairs(2, 1, 0.5), ...pairs(1, 1, 1)].map((one, n) => ({
        ...one,
        cluster: `${n}`,
      })),
      false,
    );
    expect(found.p).toBeCloseTo(0.0917, 4);
    expect(found.change.difference).toBe(-0.5);
  });
});

describe('a comparison with the base', () => {
  const cases = given.cases(40);
  const records = (verdict: (n: number) => EvalRecord['verdict']) =>
    given.recordRows(
      cases.map(({ value }, n) => evalRecord({ id: value.id, verdict: verdict(n), row: n + 1 })),
    );
  const compare = (now: (n: number) => EvalRecord['verdict']) =>
    compareWithBase(
      { cases, rows: records(() => 'pass'), resultsFrom: 'a file' },
      { cases, rows: records(now) },
      false,
    );

  it('says where the results of the base come from, and what so many cases could show', () => {
    expect(compare(() => 'pass')).toMatchObject({
      from: 'a file',
      pairs: 40,
      smallestDrop: 6 / 40,
      score: null,
    });
  });

  it('is none where no case has results on both sides', () => {
    expect(compare(() => 'no_verdict')).toBeNull();
  });

  it('names the slices that got worse, and those alone', () => {
    const sliced = cases.map((row, n) => ({ ...row, value: { ...row.value, slices: [n < 10 ? 'x' : 'y'] } }));
    const found = compareWithBase(
      { cases: sliced, rows: records((n) => (n >= 30 ? 'fail' : 'pass')), resultsFrom: '' },
      { cases: sliced, rows: records((n) => (n < 10 ? 'fail' : 'pass')) },
      false,
    );
    expect(found?.verdict).toBe('not-worse');
    expect(found?.worseSlices).toMatchObject([{ name: 'x', broke: 10, repaired: 0 }]);
  });
});

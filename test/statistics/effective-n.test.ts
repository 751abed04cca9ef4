import { describe, expect, it } from 'vitest';
import { clusteredRate } from '../../action/statistics/effective-n.ts';

const cases = (passes: number[], trials: number) => passes.map((one) => ({ passes: one, trials }));

describe('the effective n of cases that were tried more than once', () => {
  it('is the number of cases when every case was tried once', () => {
    expect(clusteredRate(cases([1, 1, 1, 0, 1, 0, 1, 1, 1, 1], 1))).toEqual({
      rate: 0.8,
      rows: 10,
      cases: 10,
      effectiveN: 10,
    });
  });

  it('is the number of cases less one when five repeats of each agree', () => {
    // Design effect 5 · 10/9, the latter from C/(C−1), worked out by hand.
    const agree = clusteredRate(cases([5, 5, 5, 0, 5, 0, 5, 5, 5, 5], 5));
    expect(agree).toMatchObject({ rate: 0.8, rows: 50, cases: 10 });
    expect(agree.effectiveN).toBeCloseTo(9, 10);
  });

  it('lies between cases and rows when repeats agree in part', () => {
    const partly = clusteredRate(cases([5, 4, 5, 1, 3, 0, 5, 5, 4, 5], 5));
    expect(partly.effectiveN).toBeGreaterThan(10);
    expect(partly.effectiveN).toBeLessThan(50);
  });

  it('is the number of cases when all pass, since nothing varies', () => {
    expect(clusteredRate(cases([3, 3, 3, 3], 3)).effectiveN).toBe(4);
  });

  it('is one for a single case however often it was tried', () => {
    expect(clusteredRate(cases([7], 10)).effectiveN).toBe(1);
  });

  it('is never more than the rows', () => {
    expect(clusteredRate(cases([1, 1, 1, 1], 2)).effectiveN).toBe(8);
  });

  it('does not exist without trials', () => {
    expect(() => clusteredRate([])).toThrow(RangeError);
  });
});

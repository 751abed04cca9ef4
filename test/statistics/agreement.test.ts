import { describe, expect, it } from 'vitest';
import { agreement } from '../../action/statistics/agreement.ts';
import { wilson } from '../../action/statistics/wilson.ts';

describe('the agreement of a grader with a person', () => {
  it('is told apart for passes and fails, with kappa', () => {
    // Worked by hand: observed 0.70, by chance 0.5 · 0.6 + 0.5 · 0.4 = 0.5, kappa 0.4.
    const { truePositiveRate, trueNegativeRate, kappa } = agreement({
      truePass: 20,
      falsePass: 10,
      trueFail: 15,
      falseFail: 5,
    });
    expect(truePositiveRate).toEqual({ rate: 0.8, n: 25, ...wilson(0.8, 25) });
    expect(trueNegativeRate).toEqual({ rate: 0.6, n: 25, ...wilson(0.6, 25) });
    expect(kappa).toBeCloseTo(0.4, 12);
  });

  it.each([
    ['1 when they always agree', { truePass: 9, falsePass: 0, trueFail: 4, falseFail: 0 }, 1],
    ['−1 when they never do', { truePass: 0, falsePass: 5, trueFail: 0, falseFail: 5 }, -1],
    ['0 for a grader that passes everything', { truePass: 95, falsePass: 5, trueFail: 0, falseFail: 0 }, 0],
  ])('has a kappa of %s', (_, counts, kappa) => {
    expect(agreement(counts).kappa).toBeCloseTo(kappa, 12);
  });

  it('is not known where no answer could show it', () => {
    const lenient = agreement({ truePass: 10, falsePass: 0, trueFail: 0, falseFail: 0 });
    expect(lenient.trueNegativeRate).toBeNull();
    expect(lenient.kappa).toBeNull();
    expect(lenient.truePositiveRate).toMatchObject({ rate: 1, n: 10, high: 1 });
    expect(agreement({ truePass: 0, falsePass: 0, trueFail: 7, falseFail: 0 })).toMatchObject({
      truePositiveRate: null,
      kappa: null,
    });
  });

  it.each([
    [{ truePass: 0, falsePass: 0, trueFail: 0, falseFail: 0 }],
    [{ truePass: -1, falsePass: 0, trueFail: 3, falseFail: 0 }],
    [{ truePass: Number.NaN, falsePass: 0, trueFail: 3, falseFail: 0 }],
  ])('does not exist for %o', (counts) => {
    expect(() => agreement(counts)).toThrow(RangeError);
  });
});

import { describe, expect, it } from 'vitest';
import { auroc } from '../../action/statistics/auroc.ts';
import type { Ranked } from '../../action/statistics/risk-coverage.ts';

const answers = (right: readonly number[], wrong: readonly number[]): Ranked[] => [
  ...right.map((confidence) => ({ confidence, right: true })),
  ...wrong.map((confidence) => ({ confidence, right: false })),
];
/** So many ratings of 1, 2, 3, … */
const ratings = (counts: readonly number[]): number[] =>
  counts.flatMap((count, index) => Array.from({ length: count }, () => index + 1));

describe('AUROC', () => {
  it.each<[string, readonly number[], readonly number[], number]>([
    ['all right ones are over all wrong ones', [3, 4], [1, 2], 1],
    ['all are under', [1, 2], [3, 4], 0],
    // scikit-learn's example of roc_auc_score: of four pairs, three are in order.
    ['three of four pairs are in order', [0.35, 0.8], [0.1, 0.4], 0.75],
    ['all are equal', [1, 1, 1], [1, 1], 0.5],
    // Pairs: 2 over 1, 2 = 2, 3 over 1, 3 over 2; that is 3.5 of 4.
    ['one pair is equal', [2, 3], [1, 2], 0.875],
  ])('where %s', (_, right, wrong, value) => {
    expect(auroc(answers(right, wrong))?.value).toBe(value);
  });

  it('has the published interval on the ratings of Hanley and McNeil, with their many ties', () => {
    // J. A. Hanley and B. J. McNeil, Radiology 143 (1982) 29–36, table I; DeLong's interval as printed in Stata's manual
    // of roctab: area 0.8932, 0.83295 to 0.95339.
    const found = auroc(answers(ratings([3, 2, 2, 11, 33]), ratings([33, 6, 6, 11, 2])));
    expect(found?.value.toFixed(4)).toBe('0.8932');
    expect([found?.low.toFixed(5), found?.high.toFixed(5)]).toEqual(['0.83295', '0.95339']);
  });

  it('reaches neither under 0 nor over 1', () => {
    expect(auroc(answers([1, 3, 4, 5], [0, 2]))?.high).toBe(1);
    expect(auroc(answers([0, 2], [1, 3, 4, 5]))?.low).toBe(0);
  });

  it.each([
    [2, 2, true],
    [1, 5, false],
    [5, 1, false],
    [0, 5, false],
    [5, 0, false],
  ])('of %d right and %d wrong: can its spread be told? %s', (right, wrong, told) => {
    const found = auroc(answers(ratings([0, right]), ratings([wrong])));
    expect(found !== null).toBe(told);
  });

  it('refuses a confidence that is no number', () => {
    expect(() => auroc(answers([Number.NaN], [1]))).toThrow(RangeError);
  });
});

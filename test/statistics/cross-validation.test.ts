import { describe, expect, it } from 'vitest';
import { outOfFold, stratifiedFolds } from '../../action/statistics/cross-validation.ts';

const right = Array.from({ length: 103 }, (_, index) => index % 7 !== 0);
const count = (list: readonly unknown[], one: unknown) => list.filter((other) => other === one).length;

describe('folds', () => {
  it('have equal shares of all, and of the wrong ones, give or take one', () => {
    const folds = stratifiedFolds(right, 10, 'seed');
    const wrongs = folds.filter((_, index) => !right[index]);
    for (let fold = 0; fold < 10; fold += 1) {
      expect([10, 11]).toContain(count(folds, fold));
      expect([1, 2]).toContain(count(wrongs, fold));
    }
  });

  it('are the same for the same seed, and others for another', () => {
    expect(stratifiedFolds(right, 10, 'seed')).toEqual(stratifiedFolds(right, 10, 'seed'));
    expect(stratifiedFolds(right, 10, 'seed')).not.toEqual(stratifiedFolds(right, 10, 'other'));
  });

  it('are not dealt out in the order of the file', () => {
    expect(stratifiedFolds(Array(20).fill(true), 10, 'seed')).not.toEqual(
      Array.from({ length: 20 }, (_, index) => index % 10),
    );
  });

  it('cannot be none', () => {
    expect(() => stratifiedFolds(right, 0, 'seed')).toThrow(RangeError);
  });
});

it('what a trial is given out of fold comes of the other folds alone', () => {
  const trials = [1, 10, 100, 1000];
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
  expect(outOfFold(trials, [0, 1, 0, 2], (seen) => () => sum(seen))).toEqual([1010, 1101, 1010, 111]);
});

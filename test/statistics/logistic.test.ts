import { describe, expect, it } from 'vitest';
import { solvePositive } from '../../action/statistics/linear-system.ts';
import { type Logistic, logistic, plattTargets, sigmoid } from '../../action/statistics/logistic.ts';

const NO_PENALTY = 1e-9;
const flat = ({ intercept, weights }: Logistic) => [intercept, ...weights];
const logit = (share: number) => Math.log(share / (1 - share));
const close = (fit: Logistic, expected: readonly number[], digits = 6) => {
  expect(fit.weights).toHaveLength(expected.length - 1);
  for (const [index, one] of flat(fit).entries()) expect(one).toBeCloseTo(expected[index] as number, digits);
};

/** Hours of study and whether the exam was passed: the worked example of Wikipedia, "Logistic regression". */
const HOURS = [
  0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5,
];
const PASSED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

describe('logistic regression', () => {
  it('gives the published coefficients of hours of study', () => {
    const fit = logistic(
      HOURS.map((hours) => [hours]),
      PASSED,
      NO_PENALTY,
    );
    expect(flat(fit).map((one) => Number(one.toFixed(4)))).toEqual([-4.0777, 1.5046]);
  });

  it('of one yes or no is in closed form the logarithm of the odds ratio', () => {
    // 3 of 10 right without, 8 of 10 right with.
    const rows = Array.from({ length: 20 }, (_, index) => [index < 10 ? 0 : 1]);
    const targets = rows.map((_, index) => (index % 10 < (index < 10 ? 3 : 8) ? 1 : 0));
    close(logistic(rows, targets, NO_PENALTY), [logit(0.3), logit(0.8) - logit(0.3)]);
  });

  it('with a penalty is where another minimiser ends up', () => {
    // scipy 1.17.1, minimize by BFGS, of the same loss: hours standardised with n − 1, and sin 0, sin 1, …
    const mean = HOURS.reduce((sum, one) => sum + one, 0) / 20;
    const sd = Math.sqrt(HOURS.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 19);
    const rows = HOURS.map((hours, index) => [(hours - mean) / sd, Math.sin(index)]);
    close(logistic(rows, PASSED), [0.03760796, 1.41525037, 0.03168025]);
  });

  it('without a signal is the share that was right', () => {
    close(logistic([[], [], [], []], [1, 1, 1, 0]), [logit(0.75)]);
  });

  it('gives a constant no weight, and the same said twice half each', () => {
    const rows = HOURS.map((hours) => [hours - 2.8, 0, hours - 2.8]);
    const [, first = 0, constant, second] = flat(logistic(rows, PASSED));
    expect([constant, second]).toEqual([0, first]);
    // Half the weight on each bears half the penalty of all of it on one.
    close(
      logistic(
        HOURS.map((hours) => [hours - 2.8]),
        PASSED,
        0.5,
      ),
      [flat(logistic(rows, PASSED))[0] as number, 2 * first],
    );
  });

  it.each<[string, readonly number[][], readonly boolean[]]>([
    ['right and wrong are separated', [[-2], [-1], [1], [2]], [false, false, true, true]],
    ['they are separated by far', [[-1e6], [-1e6], [1e6], [1e6]], [false, false, true, true]],
    ['all are right', [[1], [2], [3], [4]], [true, true, true, true]],
    ['all are wrong, and the signal is constant', [[0], [0], [0], [0]], [false, false, false, false]],
    ['there is one trial', [[0.5]], [true]],
  ])('stays finite, and short of certainty, where %s', (_, rows, right) => {
    const { intercept, weights } = logistic(rows, plattTargets(right));
    for (const [index, row] of rows.entries()) {
      const confidence = sigmoid(intercept + (weights[0] as number) * (row[0] as number));
      expect(Number.isFinite(confidence)).toBe(true);
      expect(confidence > 0.5).toBe(right[index]);
      expect(Math.max(confidence, 1 - confidence)).toBeLessThan(0.9);
    }
  });

  it.each<[string, () => unknown]>([
    ['no rows', () => logistic([], [])],
    ['more targets than rows', () => logistic([[1]], [1, 0])],
    ['fewer targets than rows', () => logistic([[1], [2]], [1])],
    ['a target over 1', () => logistic([[1]], [1.1])],
    ['no penalty at all', () => logistic([[1]], [1], 0)],
    ['a matrix that is not positive', () => solvePositive([[0]], [1])],
  ])('refuses %s', (_, run) => {
    expect(run).toThrow(RangeError);
  });
});

it('says how many targets it expected', () => {
  expect(() => logistic([[1], [2]], [1])).toThrow('targets are 1; expected 2, one for each row');
});

it('Platt’s targets are by hand those of three right and one wrong', () => {
  expect(plattTargets([true, false, true, true])).toEqual([0.8, 1 / 3, 0.8, 0.8]);
});

it('a positive system is solved: 4x + 2y = 10, 2x + 3y = 9, z = 3', () => {
  const matrix = [
    [4, 2, 0],
    [2, 3, 0],
    [0, 0, 1],
  ];
  const solved = solvePositive(matrix, [10, 9, 3]);
  for (const [index, one] of [1.5, 2, 3].entries()) expect(solved[index]).toBeCloseTo(one, 12);
});

import { solvePositive } from './linear-system.ts';
import { expectPositive, expectShare } from './range.ts';

/** P(right) = 1 / (1 + exp(−(intercept + Σ weight · value))). */
export type Logistic = { intercept: number; weights: number[] };

/** Newton's method doubles the digits with each step; on a common scale it takes a dozen. */
const MOST_STEPS = 100;
const CLOSE = 1e-10;

/**
 * Logistic regression with an L2 penalty of ridge/2 · Σ weight², by Newton's method. The intercept bears no penalty.
 * Signals that say the same share the weight; one that is constant at 0 gets none.
 *
 * @param rows a row of values for each trial, on a common scale, since the penalty is the same for all
 * @param targets what each row is worth: 1 right, 0 wrong, or a share between, which keeps all weights finite even where
 *   right and wrong are separated
 * @throws RangeError for no rows, another number of targets than of rows, a target outside 0 to 1, a ridge not over 0, or
 *   weights that do not settle
 * @see T. Hastie, R. Tibshirani and J. Friedman, The Elements of Statistical Learning, section 4.4
 */
export function logistic(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  ridge = 1,
): Logistic {
  expectPositive('rows', rows.length);
  expectPositive('ridge', ridge);
  if (targets.length !== rows.length)
    throw new RangeError(`targets are ${targets.length}; expected ${rows.length}, one for each row`);
  for (const target of targets) expectShare('A target', target);
  const problem = { rows: rows.map((row) => [1, ...row]), targets, ridge };
  let at = problem.rows[0]?.map(() => 0) as number[];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const move = newtonMove(problem, at);
    at = at.map((one, k) => one + (move[k] as number));
    if (move.every((one) => Math.abs(one) < CLOSE)) {
      const [intercept = 0, ...weights] = at;
      return { intercept, weights };
    }
  }
  throw new RangeError(`The weights do not settle in ${MOST_STEPS} steps`);
}

/**
 * The targets that keep confidence under certainty: (right + 1) / (right + 2) for a right answer, 1 / (wrong + 2) for a
 * wrong one.
 *
 * @see J. C. Platt, "Probabilistic Outputs for Support Vector Machines" (1999)
 */
export function plattTargets(right: readonly boolean[]): number[] {
  const rights = right.filter(Boolean).length;
  const wrongs = right.length - rights;
  return right.map((one) => (one ? (rights + 1) / (rights + 2) : 1 / (wrongs + 2)));
}

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

type Fitting = { rows: readonly number[][]; targets: readonly number[]; ridge: number };

const dot = (row: readonly number[], at: readonly number[]): number =>
  row.reduce((sum, value, k) => sum + value * (at[k] as number), 0);

function newtonMove({ rows, targets, ridge }: Fitting, at: readonly number[]): number[] {
  const penalty = at.map((_, k) => (k === 0 ? 0 : ridge));
  const downhill = at.map((one, k) => -(penalty[k] as number) * one);
  const curvature = at.map((_, k) => at.map((_, j) => (k === j ? (penalty[k] as number) : 0)));
  for (const [i, row] of rows.entries()) {
    const share = sigmoid(dot(row, at));
    const off = (targets[i] as number) - share;
    const spread = share * (1 - share);
    for (const [k, value] of row.entries()) {
      downhill[k] = (downhill[k] as number) + off * value;
      const line = curvature[k] as number[];
      for (const [j, other] of row.entries()) line[j] = (line[j] as number) + spread * value * other;
    }
  }
  return solvePositive(curvature, downhill);
}

import type { EvalCase } from '../../contract/eval-case.ts';
import type { Row } from '../reading.ts';
import { attemptsById } from './attempts.ts';
import { isJudged, shareRight } from './case-verdict.ts';
import type { Side } from './paired-cases.ts';

/** What became of the cases of the suite `regression`: each was once broken and repaired, and must stay so. */
export type RegressionSuite = {
  cases: number;
  /** Right at the base in every attempt, and not in every attempt now. */
  broke: readonly Row<EvalCase>[];
  /** Right at the base, and not all of its attempts have a verdict now. */
  unjudged: readonly Row<EvalCase>[];
};

/** Follows the suite from the base to here. A case without a result here is not right. */
export function followRegressionSuite(base: Side, now: Side): RegressionSuite {
  const cases = now.cases.filter(({ value }) => value.suite === 'regression');
  const [before, here] = [attemptsById(base.rows), attemptsById(now.rows)];
  const held = cases.filter(({ value }) => shareRight(before.get(value.id) ?? []) === 1);
  const attempts = ({ value }: Row<EvalCase>) => here.get(value.id) ?? [];
  const isBroken = (row: Row<EvalCase>) => attempts(row).length === 0 || (shareRight(attempts(row)) ?? 1) < 1;
  return {
    cases: cases.length,
    broke: held.filter(isBroken),
    unjudged: held.filter((row) => !isBroken(row) && !attempts(row).every(isJudged)),
  };
}

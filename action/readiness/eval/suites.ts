import type { EvalCase } from '../../contract/eval-case.ts';
import type { Row } from '../reading.ts';
import { remembered } from '../remembered.ts';

type Cases = readonly Row<EvalCase>[];

const bySuite = remembered((cases: Cases) => {
  const suites = new Map<EvalCase['suite'], Row<EvalCase>[]>();
  for (const row of cases) {
    const own = suites.get(row.value.suite);
    if (own === undefined) suites.set(row.value.suite, [row]);
    else own.push(row);
  }
  return suites;
});

const NONE: Cases = [];

/** @returns the cases of a suite: the same list for the same cases. */
export const casesOf = (suite: EvalCase['suite'], cases: Cases): Cases => bySuite(cases).get(suite) ?? NONE;

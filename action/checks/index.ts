// Written by `npm run sync` from the files beside it.
import type { Check } from '../readiness/check.ts';
import { assistedTimings } from './baseline/assisted-timings.ts';
import { errorCost } from './baseline/error-cost.ts';
import { measuredTimings } from './baseline/measured-timings.ts';
import { roiRecomputed } from './baseline/roi-recomputed.ts';
import { taskDefined } from './baseline/task-defined.ts';
import { realCases } from './data/real-cases.ts';
import { representativeAndFresh } from './data/representative-and-fresh.ts';
import { killCriteria } from './decision/kill-criteria.ts';
import { record } from './decision/record.ts';
import { timebox } from './decision/timebox.ts';
import { abstainsWhenUnsure } from './errors/abstains-when-unsure.ts';
import { malformedInput } from './errors/malformed-input.ts';
import { caseSetIntegrity } from './eval/case-set-integrity.ts';
import { graderValidated } from './eval/grader-validated.ts';
import { mustNever } from './eval/must-never.ts';
import { noRegression } from './eval/no-regression.ts';
import { passRate } from './eval/pass-rate.ts';
import { resultsFresh } from './eval/results-fresh.ts';
import { thresholdFixedFirst } from './eval/threshold-fixed-first.ts';
import { withinBudget } from './eval/within-budget.ts';
import { oneWorkflow } from './scope/one-workflow.ts';
import { simplestAlternative } from './scope/simplest-alternative.ts';
import { namedUsers } from './users/named-users.ts';

/** Every check, in the order of their ids. */
export const CHECKS: readonly Check[] = [
  assistedTimings,
  errorCost,
  measuredTimings,
  roiRecomputed,
  taskDefined,
  realCases,
  representativeAndFresh,
  killCriteria,
  record,
  timebox,
  abstainsWhenUnsure,
  malformedInput,
  caseSetIntegrity,
  graderValidated,
  mustNever,
  noRegression,
  passRate,
  resultsFresh,
  thresholdFixedFirst,
  withinBudget,
  oneWorkflow,
  simplestAlternative,
  namedUsers,
];

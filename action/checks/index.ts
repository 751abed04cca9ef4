// Written by `npm run sync` from the files beside it.
import type { Check } from '../readiness/check.ts';
import { measuredTimings } from './baseline/measured-timings.ts';
import { taskDefined } from './baseline/task-defined.ts';
import { realCases } from './data/real-cases.ts';
import { killCriteria } from './decision/kill-criteria.ts';
import { timebox } from './decision/timebox.ts';
import { abstainsWhenUnsure } from './errors/abstains-when-unsure.ts';
import { malformedInput } from './errors/malformed-input.ts';
import { caseSetIntegrity } from './eval/case-set-integrity.ts';
import { passRate } from './eval/pass-rate.ts';
import { resultsFresh } from './eval/results-fresh.ts';
import { thresholdFixedFirst } from './eval/threshold-fixed-first.ts';
import { oneWorkflow } from './scope/one-workflow.ts';
import { namedUsers } from './users/named-users.ts';

/** Every check, in the order of their ids. */
export const CHECKS: readonly Check[] = [
  measuredTimings,
  taskDefined,
  realCases,
  killCriteria,
  timebox,
  abstainsWhenUnsure,
  malformedInput,
  caseSetIntegrity,
  passRate,
  resultsFresh,
  thresholdFixedFirst,
  oneWorkflow,
  namedUsers,
];

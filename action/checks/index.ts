// Written by `npm run sync` from the files beside it.
import type { Check } from '../readiness/check.ts';
import { assistedTimings } from './baseline/assisted-timings.ts';
import { errorCost } from './baseline/error-cost.ts';
import { measuredTimings } from './baseline/measured-timings.ts';
import { roiRecomputed } from './baseline/roi-recomputed.ts';
import { taskDefined } from './baseline/task-defined.ts';
import { cleanRepo } from './data/clean-repo.ts';
import { permission } from './data/permission.ts';
import { realCases } from './data/real-cases.ts';
import { representativeAndFresh } from './data/representative-and-fresh.ts';
import { killCriteria } from './decision/kill-criteria.ts';
import { record } from './decision/record.ts';
import { timebox } from './decision/timebox.ts';
import { waivers } from './decision/waivers.ts';
import { abstainsWhenUnsure } from './errors/abstains-when-unsure.ts';
import { dependencyFailure } from './errors/dependency-failure.ts';
import { malformedInput } from './errors/malformed-input.ts';
import { manualFallback } from './errors/manual-fallback.ts';
import { outputContract } from './errors/output-contract.ts';
import { caseSetIntegrity } from './eval/case-set-integrity.ts';
import { graderValidated } from './eval/grader-validated.ts';
import { mustNever } from './eval/must-never.ts';
import { noRegression } from './eval/no-regression.ts';
import { passRate } from './eval/pass-rate.ts';
import { resultsFresh } from './eval/results-fresh.ts';
import { thresholdFixedFirst } from './eval/threshold-fixed-first.ts';
import { withinBudget } from './eval/within-budget.ts';
import { contractDrift } from './integration/contract-drift.ts';
import { realConnection } from './integration/real-connection.ts';
import { writeSafety } from './integration/write-safety.ts';
import { offSwitch } from './monitoring/off-switch.ts';
import { qualitySignal } from './monitoring/quality-signal.ts';
import { runLogging } from './monitoring/run-logging.ts';
import { costPerCase } from './scale/cost-per-case.ts';
import { hardLimits } from './scale/hard-limits.ts';
import { loadAtVolume } from './scale/load-at-volume.ts';
import { frozenAtPilot } from './scope/frozen-at-pilot.ts';
import { oneWorkflow } from './scope/one-workflow.ts';
import { simplestAlternative } from './scope/simplest-alternative.ts';
import { accessControl } from './security/access-control.ts';
import { auditTrail } from './security/audit-trail.ts';
import { injectionSuite } from './security/injection-suite.ts';
import { leastPrivilege } from './security/least-privilege.ts';
import { adoptionThreshold } from './users/adoption-threshold.ts';
import { namedUsers } from './users/named-users.ts';
import { realUsage } from './users/real-usage.ts';
import { reviewIsReal } from './users/review-is-real.ts';

/** Every check, in the order of their ids. */
export const CHECKS: readonly Check[] = [
  assistedTimings,
  errorCost,
  measuredTimings,
  roiRecomputed,
  taskDefined,
  cleanRepo,
  permission,
  realCases,
  representativeAndFresh,
  killCriteria,
  record,
  timebox,
  waivers,
  abstainsWhenUnsure,
  dependencyFailure,
  malformedInput,
  manualFallback,
  outputContract,
  caseSetIntegrity,
  graderValidated,
  mustNever,
  noRegression,
  passRate,
  resultsFresh,
  thresholdFixedFirst,
  withinBudget,
  contractDrift,
  realConnection,
  writeSafety,
  offSwitch,
  qualitySignal,
  runLogging,
  costPerCase,
  hardLimits,
  loadAtVolume,
  frozenAtPilot,
  oneWorkflow,
  simplestAlternative,
  accessControl,
  auditTrail,
  injectionSuite,
  leastPrivilege,
  adoptionThreshold,
  namedUsers,
  realUsage,
  reviewIsReal,
];

import { evaluateCondition, type Scope } from './expression.ts';
import { statusFunctions } from './functions.ts';
import { brokenJob, runJob, unfinishedJob } from './job.ts';
import type { JobDefinition } from './job-definition.ts';
import type { JobLeg } from './job-setup.ts';
import type { RunState } from './job-state.ts';
import type { JsonObject } from './json.ts';
import { expandStrategy, type Strategy } from './matrix.ts';
import type { Conclusion, JobResult } from './results.ts';
import { tokenValue } from './tokens.ts';

/** A job of the file with all legs of its matrix, as the jobs that need it see it. */
export type JobGroup = { definition: JobDefinition; jobs: JobResult[]; result: Conclusion };

/** The groups that have run, by job id. */
export type JobGroups = ReadonlyMap<string, JobGroup>;

/** Runs a job of the file: its condition, then every leg of its matrix. */
export async function runJobGroup(
  run: RunState,
  definition: JobDefinition,
  groups: JobGroups,
  firstNumber: number,
): Promise<JobGroup> {
  const { github, inputs } = run;
  const needs = needsContext(definition, groups);
  const contexts = { github, inputs, needs, vars: run.options.vars ?? {} };
  const plan = planLegs(run, definition, contexts, groups);
  const jobs =
    'decided' in plan ? [plan.decided] : await runLegs(run, definition, contexts, plan, firstNumber);
  return { definition, jobs, result: groupResult(jobs) };
}

/** @returns the legs, or the job as it stands when none of them runs. */
function planLegs(
  run: RunState,
  definition: JobDefinition,
  contexts: JsonObject,
  groups: JobGroups,
): Strategy | { decided: JobResult } {
  const whole = {
    definition,
    matrix: null,
    contexts: { ...contexts, strategy: {}, matrix: null },
    number: 0,
  };
  try {
    const wanted = evaluateCondition(definition.condition, conditionScope(contexts, definition, groups));
    if (!wanted) return { decided: unfinishedJob(run, whole, 'skipped') };
    return expandStrategy(tokenValue(definition.strategy, { contexts, functions: [] }));
  } catch (error) {
    return { decided: brokenJob(run, whole, error) };
  }
}

/** One leg after the other. GitHub runs them at once; with `fail-fast` a failure cancels all that come after it. */
async function runLegs(
  run: RunState,
  definition: JobDefinition,
  contexts: JsonObject,
  strategy: Strategy,
  firstNumber: number,
): Promise<JobResult[]> {
  const jobs: JobResult[] = [];
  for (const [index, values] of strategy.legs.entries()) {
    const matrix = strategy.isMatrix ? values : null;
    const legContexts = { ...contexts, matrix, strategy: strategyContext(strategy, index) };
    const leg: JobLeg = { definition, matrix, contexts: legContexts, number: firstNumber + index };
    const stopped = strategy.failFast && jobs.some((job) => job.result === 'failure');
    jobs.push(stopped ? unfinishedJob(run, leg, 'cancelled') : await runJob(run, leg));
  }
  return jobs;
}

function strategyContext(strategy: Strategy, index: number): JsonObject {
  const total = strategy.legs.length;
  return {
    'fail-fast': strategy.failFast,
    'job-index': index,
    'job-total': total,
    'max-parallel': strategy.maxParallel ?? total,
  };
}

function needsContext(definition: JobDefinition, groups: JobGroups): JsonObject {
  const needed = definition.needs.map((id) => groupOf(id, groups));
  const entries = needed.map(({ definition: { id }, jobs, result }) => [
    id,
    { result, outputs: mergedOutputs(jobs) },
  ]);
  return Object.fromEntries(entries);
}

/** Later legs win, but an empty output does not take a value away. */
function mergedOutputs(jobs: JobResult[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [name, value] of jobs.flatMap((job) => Object.entries(job.outputs)))
    merged[name] = value || merged[name] || '';
  return merged;
}

/** `success()` asks for all jobs that this one needs, directly or not; that is why a skipped job skips the rest. */
function conditionScope(contexts: JsonObject, definition: JobDefinition, groups: JobGroups): Scope {
  const results = ancestors(definition, groups).map((group) => group.result);
  const functions = statusFunctions({
    success: results.every((result) => result === 'success'),
    failure: results.includes('failure'),
    cancelled: false,
  });
  return { contexts, functions };
}

function ancestors(definition: JobDefinition, groups: JobGroups): JobGroup[] {
  const parents = definition.needs.map((id) => groupOf(id, groups));
  return parents.flatMap((parent) => [parent, ...ancestors(parent.definition, groups)]);
}

function groupOf(id: string, groups: JobGroups): JobGroup {
  const group = groups.get(id);
  if (!group)
    throw new Error(`Job ${id} is needed before it has run: the jobs are not in the order of their needs.`);
  return group;
}

function groupResult(jobs: JobResult[]): Conclusion {
  const results = jobs.map((job) => job.result);
  const worst = (['failure', 'cancelled', 'skipped'] as const).find((one) => results.includes(one));
  return worst ?? 'success';
}

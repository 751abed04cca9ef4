import { isBasicExpression } from '@actions/workflow-parser';
import type { Scope } from './expression.ts';
import { type JobLeg, refuseOtherMachines, setUpJob } from './job-setup.ts';
import { type JobState, type RunState, stepScope } from './job-state.ts';
import { masked } from './masks.ts';
import { resolvePermissions } from './permissions.ts';
import { endOrphans } from './process.ts';
import { RunRefused } from './refusal.ts';
import type { Conclusion, JobResult, StepResult } from './results.ts';
import { missingStandIns } from './stand-in-action.ts';
import { runStep } from './step.ts';
import { tokenText, tokenTexts, tokenValue } from './tokens.ts';

/** A job without `timeout-minutes` gets six hours. */
const defaultMinutes = 360;

/** Runs a job from its set-up to its outputs. What goes wrong in the set-up is a failed step of that name. */
export async function runJob(run: RunState, leg: JobLeg): Promise<JobResult> {
  refuseOtherMachines(run, leg);
  const result = unfinishedJob(run, leg, 'failure');
  const missing = missingStandIns(leg.definition.steps, run.options.standIns);
  if (missing.length > 0) return { ...result, steps: [failedSetUp(missing)] };
  try {
    return await runSteps(run, leg, result);
  } catch (error) {
    if (error instanceof RunRefused) throw error;
    return { ...result, steps: [...result.steps, failedSetUp([String(error)])] };
  }
}

/** A job that has run no step: the start of each, and all there is of one that is skipped or cancelled. */
export function unfinishedJob(run: RunState, leg: JobLeg, conclusion: Conclusion): JobResult {
  const { definition, matrix } = leg;
  const scope: Scope = { contexts: leg.contexts, functions: [] };
  const workflowLevel = tokenValue(run.workflow.permissions, scope);
  return {
    id: definition.id,
    name: jobName(leg, scope),
    matrix,
    outcome: conclusion,
    result: conclusion,
    steps: [],
    outputs: {},
    withheldOutputs: [],
    permissions: resolvePermissions(workflowLevel, tokenValue(definition.permissions, scope), run.fromFork),
    concurrency: tokenValue(definition.concurrency, scope),
  };
}

/** A job of which GitHub shows nothing but the step in which its set-up broke. */
export function brokenJob(run: RunState, leg: JobLeg, error: unknown): JobResult {
  const message = error instanceof Error ? error.message : String(error);
  return { ...unfinishedJob(run, leg, 'failure'), steps: [failedSetUp([message])] };
}

async function runSteps(run: RunState, leg: JobLeg, result: JobResult): Promise<JobResult> {
  const deadline = new AbortController();
  const state = await setUpJob(run, leg, result.permissions, deadline.signal);
  const scope = stepScope(state, state.env);
  const minutes = Number(tokenText(leg.definition.timeoutMinutes, scope)) || defaultMinutes;
  const timer = setTimeout(() => deadline.abort(), minutes * 60_000);
  try {
    for (const step of leg.definition.steps) result.steps.push(await runStep(state, leg.definition, step));
  } finally {
    clearTimeout(timer);
    endOrphans(state.trackingId);
  }
  return finished(result, leg, state);
}

function finished(result: JobResult, leg: JobLeg, state: JobState): JobResult {
  const scope = stepScope(state, state.env);
  const tolerated = tokenText(leg.definition.continueOnError, scope) === 'true';
  const outcome = state.status;
  const outputs = Object.entries(tokenTexts(leg.definition.outputs, scope));
  const isSecret = (text: string) => masked(state.masks, text) !== text;
  return {
    ...result,
    outcome,
    result: outcome === 'failure' && tolerated ? 'success' : outcome,
    outputs: Object.fromEntries(outputs.filter(([, text]) => !isSecret(text))),
    withheldOutputs: outputs.filter(([, text]) => isSecret(text)).map(([name]) => name),
  };
}

/** A matrix shows its values behind a name that does not. */
function jobName({ definition, matrix }: JobLeg, scope: Scope): string {
  if (definition.name && isBasicExpression(definition.name)) return tokenText(definition.name, scope);
  const name = definition.name ? tokenText(definition.name, scope) : definition.id;
  const values = Object.values(matrix ?? {}).map((value) =>
    typeof value === 'object' ? JSON.stringify(value) : value,
  );
  return values.length === 0 ? name : `${name} (${values.join(', ')})`;
}

function failedSetUp(messages: string[]): StepResult {
  const blank = { title: null, file: null, line: null, endLine: null, column: null, endColumn: null };
  return {
    id: '__setup',
    name: 'Set up job',
    outcome: 'failure',
    conclusion: 'failure',
    outputs: {},
    log: messages.map((message) => `##[error]${message}\n`).join(''),
    annotations: messages.map((message) => ({ kind: 'error', message, ...blank, shown: true })),
    summary: null,
  };
}

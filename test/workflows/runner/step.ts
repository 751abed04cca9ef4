import { type CommandFiles, createCommandFiles } from './command-files.ts';
import { evaluateCondition, type Scope } from './expression.ts';
import type { JobDefinition, StepDefinition } from './job-definition.ts';
import { type JobState, stepScope } from './job-state.ts';
import type { JsonObject } from './json.ts';
import { runLocalAction } from './local-action.ts';
import type { Conclusion, StepResult } from './results.ts';
import { runScript } from './script.ts';
import { isLocal, runStandIn } from './stand-in-action.ts';
import type { ActEnd, ActingStep } from './step-act.ts';
import { takeOver } from './step-effects.ts';
import { createStepLog, type StepLogWriter } from './step-log.ts';
import { stepTime } from './step-time.ts';
import { tokenText, tokenTexts } from './tokens.ts';

/** How far a step came, before what it left in its files is read. */
type Attempt = { name: string; outcome: Conclusion; continueOnError: boolean; end: ActEnd };

/** Runs one step of a job and takes over what it left: outputs, variables, PATH, and the job's status. */
export async function runStep(
  state: JobState,
  job: JobDefinition,
  step: StepDefinition,
): Promise<StepResult> {
  // The job's time may have run out between two steps.
  state.status = statusAfter(state, state.status);
  const writer = createStepLog(state.masks, state.folders.workspace);
  const files = await createCommandFiles(state.folders.temp);
  const attempt = await attemptStep(state, job, step, writer, files);
  const left = await takeOver(state, attempt.end, files, writer);
  const outcome = attempt.outcome === 'success' && left.failed ? 'failure' : attempt.outcome;
  const conclusion = outcome === 'failure' && attempt.continueOnError ? 'success' : outcome;
  const record = { outcome, conclusion, outputs: left.outputs };
  state.steps[step.id] = record;
  state.status = statusAfter(state, conclusion);
  const log = writer.log.lines.map((line) => `${line}\n`).join('');
  const { annotations } = writer.log;
  return { id: step.id, name: attempt.name, ...record, log, annotations, summary: left.summary };
}

/** A wrong expression fails its step and no other, as on GitHub; so does anything else that is thrown here. */
async function attemptStep(
  state: JobState,
  job: JobDefinition,
  step: StepDefinition,
  writer: StepLogWriter,
  files: CommandFiles,
): Promise<Attempt> {
  const attempt: Attempt = {
    name: step.id,
    outcome: 'failure',
    continueOnError: false,
    end: { failed: true },
  };
  try {
    const github = githubOfStep(step, files);
    const env = tokenTexts(step.env, stepScope(state, state.env, github));
    const scope = stepScope(state, { ...state.env, ...env }, github);
    attempt.name = stepName(step, scope);
    attempt.continueOnError = tokenText(step.continueOnError, scope) === 'true';
    if (!evaluateCondition(step.condition, scope))
      return { ...attempt, outcome: 'skipped', end: { failed: false } };
    const time = stepTime(state.deadline, Number(tokenText(step.timeoutMinutes, scope)));
    attempt.end = await act({ state, scope, env, github, writer, signal: time.signal }, job, step);
    return { ...attempt, outcome: attempt.end.failed ? time.outcome(attempt.name, writer) : 'success' };
  } catch (error) {
    writer.error(error instanceof Error ? error.message : String(error));
    return attempt;
  }
}

function act(acting: ActingStep, job: JobDefinition, { act }: StepDefinition): Promise<ActEnd> {
  if (act.kind === 'uses') {
    return (isLocal(act.reference) ? runLocalAction : runStandIn)(acting, act.reference, act.inputs);
  }
  return runScript(acting, { ...act, defaults: [job.defaults, acting.state.run.workflow.defaults] });
}

function stepName(step: StepDefinition, scope: Scope): string {
  if (step.name) return tokenText(step.name, scope);
  if (step.act.kind === 'uses') return `Run ${step.act.reference}`;
  return `Run ${tokenText(step.act.script, scope).trim().split('\n')[0]}`;
}

function githubOfStep(step: StepDefinition, files: CommandFiles): JsonObject {
  const repository = step.act.kind === 'uses' && !isLocal(step.act.reference) ? step.act.reference : '';
  const [action_repository = '', action_ref = ''] = repository.split('@');
  return {
    action: step.id,
    action_repository,
    action_ref,
    env: files.ENV,
    output: files.OUTPUT,
    path: files.PATH,
    state: files.STATE,
    step_summary: files.STEP_SUMMARY,
  };
}

function statusAfter(state: JobState, conclusion: Conclusion): Conclusion {
  if (state.deadline.aborted) return 'cancelled';
  return conclusion === 'failure' ? 'failure' : state.status;
}

import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import type { ArtifactStore } from '../stand-ins/stand-in.ts';
import type { Scope } from './expression.ts';
import { hashFilesFunction, stepStatus } from './functions.ts';
import { githubVariables } from './github-context.ts';
import type { JsonObject } from './json.ts';
import type { Masks } from './masks.ts';
import type { Origin } from './origin.ts';
import type { Conclusion } from './results.ts';
import type { RunOptions } from './run-options.ts';
import type { WorkflowFile } from './workflow-file.ts';

/** What all jobs of a run share. */
export type RunState = {
  options: RunOptions;
  workflow: WorkflowFile;
  origin: Origin;
  github: JsonObject;
  fromFork: boolean;
  secrets: Record<string, string>;
  inputs: JsonObject;
  artifacts: ArtifactStore;
};

/** What a finished step leaves for the `steps` context. */
export type StepRecord = { outputs: Record<string, string>; outcome: Conclusion; conclusion: Conclusion };

/** A job while it runs. Steps change it, one after the other. */
export type JobState = {
  run: RunState;
  /** Marks every process of the job. */
  trackingId: string;
  folders: { workspace: string; temp: string; home: string };
  /** `github`, `needs`, `strategy`, `matrix`, `secrets`, `vars`, `inputs`, `job` and `runner`. */
  contexts: JsonObject;
  /** `env:` of the workflow and the job, and what steps wrote to `GITHUB_ENV`. */
  env: Record<string, string>;
  /** What steps put in front of PATH, the latest last. */
  path: string[];
  steps: Record<string, StepRecord>;
  masks: Masks;
  /** What `success()`, `failure()` and `cancelled()` answer. */
  status: Conclusion;
  /** Aborted when the job's time is over. */
  deadline: AbortSignal;
};

/** @returns what a step's expressions see, with the given `env` context and additions to `github`. */
export function stepScope(state: JobState, env: Record<string, string>, github: JsonObject = {}): Scope {
  const functions: FunctionDefinition[] = [
    ...stepStatus(state.status),
    hashFilesFunction(state.folders.workspace),
  ];
  const job = { status: state.status };
  const contexts = { ...state.contexts, env, steps: state.steps, job, github: githubOf(state, github) };
  return { contexts, functions };
}

/** @returns the environment of a process: the machine's, the job's, the step's, and then GitHub's own. */
export function processEnvironment(
  state: JobState,
  stepEnv: Record<string, string>,
  github: JsonObject,
): Record<string, string> {
  const { options } = state.run;
  const given = { ...passedThrough(options.passThrough ?? []), ...options.env, ...state.env, ...stepEnv };
  const path = given.PATH ?? machinePath();
  return {
    LANG: 'C.UTF-8',
    HOME: state.folders.home,
    ...given,
    CI: given.CI ?? 'true',
    PATH: [...state.path.toReversed(), path].join(':'),
    ...githubVariables(githubOf(state, github)),
    GITHUB_ACTIONS: 'true',
    ...runnerVariables(state),
  };
}

function githubOf(state: JobState, additions: JsonObject): JsonObject {
  return { ...(state.contexts.github as JsonObject), ...additions };
}

function runnerVariables(state: JobState): Record<string, string> {
  const runner = state.contexts.runner as Record<string, string>;
  const variables = Object.entries(runner).map(([key, value]) => [`RUNNER_${key.toUpperCase()}`, value]);
  return { ...Object.fromEntries(variables), RUNNER_TRACKING_ID: state.trackingId };
}

/** The folder of this Node, since a runner has one before `setup-node`, and the usual ones. */
function machinePath(): string {
  const node = process.execPath.slice(0, process.execPath.lastIndexOf('/'));
  return [...new Set([node, '/usr/local/bin', '/usr/bin', '/bin'])].join(':');
}

function passedThrough(names: readonly string[]): Record<string, string> {
  const wanted = (name: string) =>
    names.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one));
  const entries = Object.entries(process.env).filter(([name, value]) => value !== undefined && wanted(name));
  return Object.fromEntries(entries) as Record<string, string>;
}

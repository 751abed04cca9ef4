import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eventFacts } from './runner/event.ts';
import { githubContext } from './runner/github-context.ts';
import type { JobDefinition } from './runner/job-definition.ts';
import { type JobGroup, runJobGroup } from './runner/job-group.ts';
import type { RunState } from './runner/job-state.ts';
import { asObject, type JsonObject } from './runner/json.ts';
import { requireNode24 } from './runner/node-version.ts';
import { createOrigin } from './runner/origin.ts';
import type { Conclusion, WorkflowResult } from './runner/results.ts';
import type { RunOptions } from './runner/run-options.ts';
import { readWorkflow, type WorkflowFile } from './runner/workflow-file.ts';

/**
 * Runs a workflow on this machine as GitHub would for an event: same parser, same expressions, bash for `run:`,
 * Node 24 for local actions, stand-ins for all others. It needs no network of its own.
 *
 * The caller picks the event: `on:` is not looked at. Jobs run one after the other.
 *
 * @returns how every job and step ended; a failing workflow is a result. Throws `RunRefused` for what it does
 * not understand: an invalid workflow, a feature that is not built, an event whose commits are elsewhere.
 */
export async function runWorkflow(options: RunOptions): Promise<WorkflowResult> {
  const run = await prepareRun(options);
  const groups = new Map<string, JobGroup>();
  for (const definition of inOrderOfNeeds(run.workflow.jobs)) {
    const ran = [...groups.values()].flatMap((group) => group.jobs).length;
    groups.set(definition.id, await runJobGroup(run, definition, groups, ran + 1));
  }
  const finished = [...groups.values()];
  return {
    conclusion: conclusionOf(finished),
    jobs: finished.flatMap((group) => group.jobs),
    artifacts: run.artifacts.list,
  };
}

async function prepareRun(options: RunOptions): Promise<RunState> {
  await requireNode24(options.node24);
  const workflow = await readWorkflow(options.workflow);
  const folder = join(options.root, 'artifacts');
  await mkdir(folder, { recursive: true });
  const origin = await createOrigin(options.repository, options.root);
  const facts = await eventFacts(options.event, origin);
  return {
    options,
    workflow,
    origin,
    github: githubContext(facts, options, workflow.name),
    fromFork: facts.fromFork,
    // GitHub gives a pull request from a fork no secrets but its own token.
    secrets: facts.fromFork ? {} : (options.secrets ?? {}),
    inputs: facts.name === 'workflow_dispatch' ? dispatchInputs(workflow, facts.payload) : {},
    artifacts: { folder, list: [], earlierRuns: options.earlierRuns ?? {} },
  };
}

function dispatchInputs(workflow: WorkflowFile, payload: JsonObject): JsonObject {
  const declared = Object.entries(workflow.dispatchInputs);
  const defaults = declared.map(([name, input]) => [name, input.default ?? '']);
  return { ...Object.fromEntries(defaults), ...asObject(payload.inputs) };
}

/** The order of the file, except that a job waits for those it needs. The parser has refused circles. */
function inOrderOfNeeds(jobs: JobDefinition[]): JobDefinition[] {
  const ordered: JobDefinition[] = [];
  const waiting = [...jobs];
  while (waiting.length > 0) {
    const ready = waiting.findIndex((job) => job.needs.every((id) => ordered.some((one) => one.id === id)));
    ordered.push(...waiting.splice(Math.max(ready, 0), 1));
  }
  return ordered;
}

function conclusionOf(groups: JobGroup[]): Conclusion {
  const results = groups.map((group) => group.result);
  return (['failure', 'cancelled'] as const).find((one) => results.includes(one)) ?? 'success';
}

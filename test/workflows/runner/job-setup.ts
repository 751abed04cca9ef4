import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scope } from './expression.ts';
import type { JobDefinition } from './job-definition.ts';
import { createJobFolders, type JobFolders } from './job-folders.ts';
import type { JobState, RunState } from './job-state.ts';
import { asObject, type Json, type JsonObject, textAt } from './json.ts';
import { createMasks } from './masks.ts';
import type { Permissions } from './permissions.ts';
import { RunRefused } from './refusal.ts';
import { tokenTexts, tokenValue } from './tokens.ts';

/** One leg of a job's matrix, or the job itself when it has none. */
export type JobLeg = {
  definition: JobDefinition;
  matrix: JsonObject | null;
  /** `github`, `needs`, `strategy`, `matrix`, `vars` and `inputs`. */
  contexts: JsonObject;
  /** The place in the run, from 1. */
  number: number;
};

/** Makes folders and contexts of a job, and asks for its token. */
export async function setUpJob(
  run: RunState,
  leg: JobLeg,
  permissions: Permissions | null,
  deadline: AbortSignal,
): Promise<JobState> {
  const { definition, matrix } = leg;
  const folders = await createJobFolders(run.options.root, leg.number, textAt(run.github, 'repository'));
  const token = await issueToken(run, { job: definition.id, matrix, permissions });
  const secrets = { ...run.secrets, GITHUB_TOKEN: token };
  const github = { ...run.github, ...(await jobGithub(run, definition.id, folders)), token };
  const contexts = { ...leg.contexts, github, secrets, runner: runnerContext(folders) };
  const env = jobEnv(run, definition, { contexts, functions: [] });
  const masks = createMasks(Object.values(secrets));
  const trackingId = `github_${randomUUID()}`;
  return { run, trackingId, folders, contexts, env, path: [], steps: {}, masks, status: 'success', deadline };
}

/** Throws `RunRefused` for a job that asks for a machine which this is not. */
export function refuseOtherMachines(run: RunState, leg: JobLeg): void {
  const runsOn = tokenValue(leg.definition.runsOn, { contexts: leg.contexts, functions: [] });
  const labels = labelsOf(runsOn);
  if (labels.length > 0 && labels.every((label) => label.startsWith('ubuntu-'))) return;
  throw new RunRefused({
    location: { file: run.workflow.path, line: leg.definition.runsOn?.line ?? null },
    field: `jobs.${leg.definition.id}.runs-on`,
    found: JSON.stringify(runsOn),
    expected: 'an ubuntu runner',
    remedy: 'This runner is a Linux machine and does not play another. Take the leg out of the run.',
  });
}

function labelsOf(runsOn: Json): string[] {
  const labels = asObject(runsOn)?.labels ?? runsOn;
  return (Array.isArray(labels) ? labels : [labels]).map(String);
}

async function issueToken(run: RunState, request: Parameters<TokenIssuer>[0]): Promise<string> {
  const { token } = run.options;
  return typeof token === 'string' ? token : token(request);
}

type TokenIssuer = Exclude<RunState['options']['token'], string>;

async function jobGithub(run: RunState, job: string, folders: JobFolders): Promise<JsonObject> {
  const event_path = join(folders.temp, '_github_workflow_event.json');
  await writeFile(event_path, JSON.stringify(run.github.event, null, 2));
  return { job, workspace: folders.workspace, event_path };
}

function runnerContext(folders: JobFolders): Record<string, string> {
  return {
    name: 'GitHub Actions 1',
    os: 'Linux',
    arch: 'X64',
    environment: 'github-hosted',
    temp: folders.temp,
    tool_cache: folders.tools,
  };
}

function jobEnv(run: RunState, definition: JobDefinition, scope: Scope): Record<string, string> {
  return { ...tokenTexts(run.workflow.env, scope), ...tokenTexts(definition.env, scope) };
}

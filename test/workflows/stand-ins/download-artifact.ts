import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { nameFits } from '../runner/glob.ts';
import { textAt } from '../runner/json.ts';
import { failed, isTrue, type StandIn, type StandInStep } from './stand-in.ts';

/** An artifact on disk, of this run or an earlier one. */
type Stored = { id: string; name: string; folder: string };

/**
 * `actions/download-artifact`: by name or a single id straight into `path`, else a folder for each, unless
 * `merge-multiple`. With `run-id` it reads the folder that the caller named for that run.
 */
export const downloadArtifact: StandIn = {
  inputs: {
    name: {},
    'artifact-ids': {},
    path: {},
    pattern: {},
    'merge-multiple': { default: 'false' },
    'github-token': {},
    repository: {},
    'run-id': {},
  },
  async run(step) {
    const { inputs, workspace } = step;
    const stored = storedArtifacts(step);
    if (stored === null) return failed(noRun(step));
    const chosen = choose(stored, step);
    const asked = inputs.name || inputs['artifact-ids'];
    if (asked && chosen.length === 0) {
      const names = stored.map((one) => one.name).join(', ') || 'none';
      return failed(
        `Unable to download artifact(s): Artifact not found for name: ${asked}. There are: ${names}.`,
      );
    }
    const path = resolve(workspace, inputs.path ?? '');
    const flat =
      Boolean(inputs.name) || isTrue(inputs['merge-multiple']) || (Boolean(asked) && chosen.length === 1);
    for (const { name, folder } of chosen) {
      const target = flat ? path : join(path, name);
      await mkdir(target, { recursive: true });
      await cp(folder, target, { recursive: true });
      step.print(`Artifact ${name} was downloaded.`);
    }
    return { failure: null, outputs: { 'download-path': path } };
  },
};

function storedArtifacts({ inputs, github, artifacts }: StandInStep): Stored[] | null {
  const run = inputs['run-id'] ?? '';
  if (run === '' || run === textAt(github, 'run_id')) {
    return artifacts.list.map(({ id, name, folder }) => ({ id: String(id), name, folder }));
  }
  const folder = artifacts.earlierRuns[run];
  // Another run is asked over the API, and that needs a token.
  if (folder === undefined || !inputs['github-token'] || !existsSync(folder)) return null;
  return readdirSync(folder).map((name, index) => ({
    id: String(index + 1),
    name,
    folder: join(folder, name),
  }));
}

function noRun({ inputs }: StandInStep): string {
  const run = inputs['run-id'];
  if (!inputs['github-token']) {
    return `Found run-id ${run} and no github-token; expected both. Add github-token under with:.`;
  }
  return `Found run-id ${run}, which has no artifacts here; expected a run in earlierRuns. Pass its folder.`;
}

function choose(stored: Stored[], { inputs }: StandInStep): Stored[] {
  if (inputs.name) return stored.filter((one) => one.name === inputs.name);
  const ids = (inputs['artifact-ids'] ?? '').split(',').map((id) => id.trim());
  if (inputs['artifact-ids']) return stored.filter((one) => ids.includes(one.id));
  const pattern = inputs.pattern ?? '';
  return pattern ? stored.filter((one) => nameFits(one.name, pattern)) : stored;
}

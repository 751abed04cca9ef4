import { MANIFEST_FILE } from '../contract/manifest.ts';
import type { PilotEntry } from '../readiness/evidence.ts';
import { type Reading, readValue } from '../readiness/reading.ts';
import { openCommitTree } from './commit-tree.ts';
import { gitOutput, textOf } from './git.ts';
import { readOutputSchema } from './output-schema.ts';
import { readBaseline, readManifest } from './poc-files.ts';
import type { Repository } from './repository.ts';
import { taskDigest } from './task-digest.ts';

/**
 * Finds what a POC was when it entered pilot: in the first commit whose `poc.yaml` said so.
 *
 * @throws GitFailure when git cannot say
 */
export async function readPilotEntry(repository: Repository | null): Promise<Reading<PilotEntry | null>> {
  const none: Reading<null> = { status: 'read', value: null };
  if (repository === null || repository.head === null) return none;
  const { git, prefix, head } = repository;
  const log = ['log', '--full-history', '--reverse', '--format=%H', head, '--', MANIFEST_FILE];
  const commits = textOf(await gitOutput(git, ['--literal-pathspecs', ...log]))
    .split('\n')
    .filter((line) => line !== '');
  for (const commit of commits) {
    const tree = openCommitTree(git, commit, prefix);
    const manifest = readValue(await readManifest(tree));
    if (manifest === undefined || manifest.value.stage !== 'pilot') continue;
    const baseline = readValue(await readBaseline(tree));
    const schema = readValue(await readOutputSchema(tree, manifest.value.evidence.output_schema));
    return {
      status: 'read',
      value: {
        commit,
        manifest,
        taskDigest: baseline === undefined ? null : taskDigest(baseline.value),
        outputSchema: schema?.schema ?? null,
      },
    };
  }
  return none;
}

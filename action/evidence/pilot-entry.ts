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
 * Finds what a POC was when it entered pilot: in the first commit whose `poc.yaml` said so. Going back to explore makes
 * no other entry.
 *
 * @throws GitFailure when git cannot say
 */
export async function readPilotEntry(repository: Repository | null): Promise<Reading<PilotEntry | null>> {
  const none: Reading<null> = { status: 'read', value: null };
  if (repository === null || repository.head === null) return none;
  const { git, prefix, head } = repository;
  // Parents come before children whatever the clocks of those who committed say.
  const order = ['--full-history', '--topo-order', '--reverse'];
  const log = ['log', ...order, '--format=%H %cI', head, '--', MANIFEST_FILE];
  const commits = textOf(await gitOutput(git, ['--literal-pathspecs', ...log]))
    .split('\n')
    .filter((line) => line !== '');
  for (const line of commits) {
    const [commit = '', enteredAt = ''] = line.split(' ');
    const tree = openCommitTree(git, commit, prefix);
    const manifest = readValue(await readManifest(tree));
    if (manifest === undefined || manifest.value.stage !== 'pilot') continue;
    const baseline = readValue(await readBaseline(tree));
    const schema = readValue(await readOutputSchema(tree, manifest.value.evidence.output_schema));
    return {
      status: 'read',
      value: {
        commit,
        enteredAt,
        manifest,
        taskDigest: baseline === undefined ? null : taskDigest(baseline.value),
        outputSchema: schema?.schema ?? null,
      },
    };
  }
  return none;
}

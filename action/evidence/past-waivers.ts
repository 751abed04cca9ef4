import { WAIVERS_FILE, type Waiver, waivers } from '../contract/waivers.ts';
import { type Reading, readValue } from '../readiness/reading.ts';
import { openCommitTree } from './commit-tree.ts';
import { gitOutput, textOf } from './git.ts';
import type { Repository } from './repository.ts';
import { readYaml } from './yaml-file.ts';

/**
 * Reads every waiver that was ever in force, each once: one that was taken out and came back is the same exemption again.
 *
 * @throws GitFailure when git cannot say
 */
export async function readPastWaivers(repository: Repository | null): Promise<Reading<readonly Waiver[]>> {
  if (repository === null || repository.head === null) return { status: 'read', value: [] };
  const { git, prefix, head } = repository;
  const log = ['log', '-m', '--full-history', '--format=%H', head, '--', WAIVERS_FILE];
  const commits = textOf(await gitOutput(git, ['--literal-pathspecs', ...log])).split('\n');
  const all = new Map<string, Waiver>();
  for (const commit of new Set(commits.filter((line) => line !== ''))) {
    const tree = openCommitTree(git, commit, prefix);
    const file = readValue(await readYaml(tree, WAIVERS_FILE, waivers, ''));
    for (const one of file?.value.waivers ?? []) all.set(JSON.stringify(one), one);
  }
  return { status: 'read', value: [...all.values()] };
}

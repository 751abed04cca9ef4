import type { Manifest } from '../contract/manifest.ts';
import type { Base } from '../readiness/evidence.ts';
import { readValue } from '../readiness/reading.ts';
import { openCommitTree } from './commit-tree.ts';
import { digestOf } from './digests.ts';
import { readResultRows } from './eval-results.ts';
import {
  readCaseChanges,
  readCases,
  readKill,
  readManifest,
  readThresholds,
  readWaivers,
} from './poc-files.ts';
import { type Repository, resolveCommit } from './repository.ts';

/** Which commit to compare with: decided at the edge, since only it knows the event or the argument. */
export type BaseChoice =
  | { commit: string; how: string }
  /** Nothing came before, which is `how`. */
  | { commit: null; how: string; lost: false }
  /** There is a base, and this clone does not have it. Checks that compare are then not proven. */
  | { commit: null; how: string; lost: true; remedy: string };

/** The first that this clone has is taken for the default branch. */
const DEFAULT_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/**
 * At a desk: the given reference, else where this branch left the default branch, else the last commit.
 *
 * @param ref what `--base` said
 */
export async function chooseBase(repository: Repository, ref: string | null): Promise<BaseChoice> {
  if (repository.head === null)
    return { commit: null, how: 'this repository has no commit yet', lost: false };
  if (ref !== null) {
    const commit = await resolveCommit(repository, ref);
    return commit === null
      ? {
          commit: null,
          how: `${ref}, which is not a commit of this clone,`,
          lost: true,
          remedy: `Fetch it (\`git fetch origin ${ref}\`), or name another with \`--base\`.`,
        }
      : await mergeBase(repository, commit, ref);
  }
  for (const name of DEFAULT_BRANCHES) {
    const commit = await resolveCommit(repository, name);
    if (commit === repository.head) break;
    if (commit !== null) return mergeBase(repository, commit, name);
  }
  return { commit: repository.head, how: 'the last commit' };
}

/** Where two lines of history parted; the commit itself where they never met. */
export async function mergeBase({ git, head }: Repository, commit: string, how: string): Promise<BaseChoice> {
  const answer = await git(['merge-base', commit, head ?? 'HEAD']);
  return { commit: answer.ok ? answer.bytes.toString('utf8').trim() : commit, how };
}

/**
 * Reads what the checks compare with. What the base does not have, or has broken, is simply not there.
 *
 * @throws GitFailure when this clone lacks a part of the base
 */
export async function readBase(
  repository: Repository,
  commit: string,
  how: string,
  head: Manifest | undefined,
): Promise<Base> {
  const tree = openCommitTree(repository.git, commit, repository.prefix);
  const manifest = readValue(await readManifest(tree));
  const inputs = (manifest?.value ?? head)?.evidence.inputs.policy ?? [];
  const rows = manifest === undefined ? undefined : readValue(await readResultRows(tree, manifest.value));
  return {
    commit,
    how,
    manifest,
    thresholds: readValue(await readThresholds(tree)),
    kill: readValue(await readKill(tree)),
    waivers: await readWaivers(tree),
    cases: readValue(await readCases(tree)) ?? [],
    caseChanges: readValue(await readCaseChanges(tree)) ?? [],
    rows: rows ?? [],
    policyDigest: await digestOf(tree, inputs),
  };
}

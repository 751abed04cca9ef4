import { join } from 'node:path';
import { git, gitEnvironment, gitOrThrow } from './git.ts';
import { optionProblem, RunRefused } from './refusal.ts';

/** The bare copy of the caller's repository that plays the part of the one on GitHub. */
export type Origin = { folder: string; env: Record<string, string> };

/** Copies a repository with all its refs, so that refs can be made without touching the caller's. */
export async function createOrigin(repository: string, root: string): Promise<Origin> {
  const folder = join(root, 'origin.git');
  const env = gitEnvironment(root);
  const end = await git(root, ['clone', '--mirror', '--quiet', repository, folder], env);
  if (end.code !== 0) {
    const remedy = 'Pass the folder of a repository, bare or not.';
    throw new RunRefused(optionProblem('repository', end.stderr, 'a local git repository', remedy));
  }
  // GitHub lets a checkout fetch one commit by its hash.
  await gitOrThrow(folder, ['config', 'uploadpack.allowAnySHA1InWant', 'true'], env);
  return { folder, env };
}

/** @returns the full hash of a revision; throws `RunRefused` naming the option it came from. */
export async function resolveCommit(origin: Origin, revision: string, field: string): Promise<string> {
  const end = await git(
    origin.folder,
    ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`],
    origin.env,
  );
  if (end.code === 0) return end.stdout;
  const remedy =
    'Example payloads name commits of other repositories: set event.commit or event.pullRequest.';
  throw new RunRefused(optionProblem(field, `"${revision}"`, 'a commit of the repository', remedy));
}

/** Makes `refs/pull/<number>/head` and `/merge` as GitHub does; @returns the hash of the merge commit. */
export async function createMergeCommit(
  origin: Origin,
  number: number,
  base: string,
  head: string,
): Promise<string> {
  const { folder } = origin;
  const tree = await git(folder, ['merge-tree', '--write-tree', base, head], origin.env);
  if (tree.code !== 0) {
    const remedy =
      'GitHub runs no pull_request workflow for such a pull request. Merge the base into the head.';
    throw new RunRefused(
      optionProblem('event.pullRequest', 'a merge conflict', 'two sides that merge', remedy),
    );
  }
  const date = await gitOrThrow(folder, ['show', '-s', '--format=%cI', head], origin.env);
  const env = { ...origin.env, ...signature(date) };
  const message = `Merge ${head} into ${base}`;
  const commit = ['commit-tree', tree.stdout, '-p', base, '-p', head, '-m', message];
  const merge = await gitOrThrow(folder, commit, env);
  await gitOrThrow(folder, ['update-ref', `refs/pull/${number}/head`, head], env);
  await gitOrThrow(folder, ['update-ref', `refs/pull/${number}/merge`, merge], env);
  return merge;
}

/** The date of the head, so that the same two sides always give the same hash. */
function signature(date: string): Record<string, string> {
  const [name, email] = ['GitHub', 'noreply@github.com'];
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}

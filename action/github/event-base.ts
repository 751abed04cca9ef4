import { type BaseChoice, chooseBase, mergeBase } from '../evidence/base.ts';
import { gitText } from '../evidence/git.ts';
import { type Repository, resolveCommit } from '../evidence/repository.ts';
import type { Proposal } from './event.ts';

const FULL_HISTORY = 'Check out with `fetch-depth: 0`.';

/** The commit to compare with, by event: the pull request's base, the group's base, the commit before a push. */
export async function eventBase(
  repository: Repository,
  proposal: Proposal,
  override: string | null,
): Promise<BaseChoice> {
  if (override !== null) return chooseBase(repository, override);
  if (proposal.kind === 'pull-request')
    return pullRequestBase(repository, proposal.headSha, proposal.baseSha);
  if (proposal.kind === 'merge-group')
    return known(repository, proposal.baseSha, 'the base of the merge group');
  if (proposal.kind === 'push') {
    if (proposal.before === null)
      return { commit: null, how: 'this push is the first of its branch', lost: false };
    return known(repository, proposal.before, 'the commit before the push');
  }
  return repository.head === null
    ? { commit: null, how: 'this repository has no commit yet', lost: false }
    : { commit: repository.head, how: 'the commit itself' };
}

/**
 * The merge commit that GitHub checks out has the newest base as its first parent, which is newer than the event's.
 * A checkout of the head itself is compared with where it left the base.
 */
async function pullRequestBase(
  repository: Repository,
  headSha: string,
  baseSha: string,
): Promise<BaseChoice> {
  const parents = await parentsOf(repository);
  const [first] = parents;
  if (parents.length === 2 && parents[1] === headSha && first !== undefined) {
    return known(repository, first, 'the pull request’s base');
  }
  const base = await known(repository, baseSha, 'the pull request’s base');
  return base.commit === null ? base : mergeBase(repository, base.commit, base.how);
}

async function known(repository: Repository, sha: string, how: string): Promise<BaseChoice> {
  const commit = await resolveCommit(repository, sha);
  if (commit !== null) return { commit, how };
  return {
    commit: null,
    how: `${how} (${sha.slice(0, 7)}), which is not in this clone,`,
    lost: true,
    remedy: FULL_HISTORY,
  };
}

/** Read from the commit itself, since a shallow clone hides parents. */
async function parentsOf({ git }: Repository): Promise<string[]> {
  const [header = ''] = ((await gitText(git, ['cat-file', 'commit', 'HEAD'])) ?? '').split('\n\n', 1);
  const lines = header.split('\n').filter((line) => line.startsWith('parent '));
  return lines.map((line) => line.slice('parent '.length));
}

/**
 * Is what is checked out what is proposed? On `pull_request_target` GitHub checks out the base unless told otherwise, and
 * judging that would be a green for free.
 *
 * @returns the problem, or `null`
 */
export async function wrongCheckout(repository: Repository, proposal: Proposal): Promise<string | null> {
  if (proposal.kind !== 'pull-request' && proposal.kind !== 'merge-group') return null;
  const { headSha } = proposal;
  if (repository.head === headSha || (await parentsOf(repository)).includes(headSha)) return null;
  const ref = proposal.kind === 'pull-request' ? `refs/pull/${proposal.number}/merge` : headSha;
  return `found commit ${repository.head?.slice(0, 7)} checked out; expected the head ${headSha.slice(0, 7)} or its merge. Give actions/checkout \`ref: ${ref}\`.`;
}

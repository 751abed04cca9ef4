import { gitText } from '../../evidence/git.ts';
import { type Repository, resolveCommit } from '../../evidence/repository.ts';
import type { Run } from './identity.ts';

/**
 * Does the commit of a run lead to what is proposed, and was its workflow that of the base? A workflow that a commit
 * brings, and the next one takes away again, could have signed anything.
 *
 * @param base the commit to compare with; `null` when there is none, as on the first push
 * @returns what speaks against the run, or `null`
 */
export async function runFault(
  repository: Repository,
  base: string | null,
  run: Run,
): Promise<string | null> {
  const short = run.commit.slice(0, 7);
  if ((await resolveCommit(repository, run.commit)) === null)
    return `it was signed at commit ${short}, which is not in this clone: attest on a branch that is merged, and check out with \`fetch-depth: 0\``;
  if (base !== null && (await leadsTo(repository, run.commit, base))) return null;
  if (!(await leadsTo(repository, run.commit, 'HEAD')))
    return `it was signed at commit ${short}, which is on another branch`;
  if (base === null) return null;
  const before = await blobOf(repository, base, run.workflow);
  return before !== null && before === (await blobOf(repository, run.commit, run.workflow))
    ? null
    : `it was signed by ${run.workflow} as commit ${short} has it, which is not as the base has it: merge the workflow first`;
}

const leadsTo = async ({ git }: Repository, commit: string, descendant: string): Promise<boolean> =>
  (await git(['merge-base', '--is-ancestor', commit, descendant])).ok;

const blobOf = ({ git }: Repository, commit: string, path: string): Promise<string | null> =>
  gitText(git, ['rev-parse', '--verify', '--quiet', `${commit}:${path}`]);

import type { PullRequest } from '../state/pull-request.ts';
import type { Repository } from '../state/repository.ts';

const shasOf = ({ head, base, merge_commit_sha, commits }: PullRequest): string[] =>
  [head.sha, base.sha, merge_commit_sha, ...commits].filter((sha) => sha !== null);

/** @returns the commit that a full SHA or the name of a branch means, if the repository has it. */
export function findSha(repository: Repository, ref: string): string | undefined {
  const known = [
    ...repository.commits.map((commit) => commit.sha),
    ...repository.pull_requests.flatMap(shasOf),
  ];
  if (known.includes(ref)) return ref;
  const branch = ref.replace(/^(?:refs\/)?heads\//, '');
  const tips = repository.pull_requests.flatMap(({ head, base }) =>
    head.repo === null ? [head, base] : [base],
  );
  return tips.find((tip) => tip.ref === branch)?.sha;
}

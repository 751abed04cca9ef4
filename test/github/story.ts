import type { InitialState } from './state/state.ts';

/** One pull request, told once: the event and the state of the API are made from it and so agree. */
export type Story = {
  /** `owner/name`. */
  repository: string;
  number: number;
  /** Login of the author. */
  author: string;
  /** `repository`: the fork's `owner/name`, when it is one. */
  head: { ref: string; sha: string; repository?: string };
  base: { ref: string; sha: string };
};

type InitialRepository = NonNullable<InitialState['repositories']>[number];
type InitialPull = NonNullable<InitialRepository['pull_requests']>[number];

/**
 * @param pull what else there is to say of the pull request, such as `files`
 * @returns the repository of the story with its one pull request, as a part of `startGitHub`'s state
 */
export function repositoryOf(story: Story, pull: Partial<InitialPull> = {}): InitialRepository {
  const [owner = '', name = ''] = story.repository.split('/');
  const { repository, ...head } = story.head;
  const told = {
    number: story.number,
    user: story.author,
    head: { ...head, repo: repository ?? null },
    base: story.base,
  };
  return { owner, name, default_branch: story.base.ref, pull_requests: [{ ...told, ...pull }] };
}

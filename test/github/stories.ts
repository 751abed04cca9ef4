import type { InitialState } from './state/state.ts';
import { repositoryOf, type Story } from './story.ts';

export const HEAD = 'a'.repeat(40);
export const BASE = 'b'.repeat(40);

/** A pull request of the same repository. */
export const change: Story = {
  repository: 'octo-org/invoices',
  number: 12,
  author: 'ada',
  head: { ref: 'shorter-prompt', sha: HEAD },
  base: { ref: 'main', sha: BASE },
};
export const home = `/repos/${change.repository}`;
export const comments = `${home}/issues/${change.number}/comments`;

/** Secrets of the tests, named for what they may. */
export const tokens = {
  writer: {
    permissions: {
      actions: 'read',
      attestations: 'read',
      checks: 'write',
      contents: 'read',
      issues: 'read',
      pull_requests: 'write',
    },
  },
  reader: { permissions: { contents: 'read' } },
  person: { login: 'ada', kind: 'user', permissions: { issues: 'write' }, author_association: 'OWNER' },
} satisfies NonNullable<InitialState['tokens']>;

/** The pull request, the three tokens, and whatever else a test has to say. */
export function stateOf(more: Partial<InitialState> = {}): InitialState {
  return { tokens, repositories: [repositoryOf(change)], ...more };
}

/** As many comments as asked for, with ids from 1. */
export function commentsOf(count: number) {
  return Array.from({ length: count }, (_, index) => {
    return { id: index + 1, issue: change.number, user: 'ada', body: `comment ${index + 1}` };
  });
}

import { z } from 'zod';
import { fault } from '../faults/fault.ts';
import { association, login } from './fields.ts';
import { repository } from './repository.ts';

const permission = z.enum([
  'actions',
  'attestations',
  'checks',
  'contents',
  'issues',
  'metadata',
  'pull_requests',
  'statuses',
]);
export type Permission = z.infer<typeof permission>;

const token = z.strictObject({
  /** Who acts with it, such as `github-actions[bot]`. */
  login: login.default('github-actions[bot]'),
  /** `installation` is what a workflow's GITHUB_TOKEN is. */
  kind: z.enum(['installation', 'user']).default('installation'),
  permissions: z.partialRecord(permission, z.enum(['read', 'write'])).default({}),
  /** What its comments carry. */
  author_association: association.default('NONE'),
});
export type Token = z.infer<typeof token>;

const state = z.strictObject({
  /** By the secret itself. */
  tokens: z.record(z.string(), token).default({}),
  repositories: z.array(repository).default([]),
  faults: z.array(fault).default([]),
  /** Where people look at things: the `html_url` of every reply begins with it. */
  html_url: z.url().default('https://github.com'),
});

/** What a story says at the start: field names are GitHub's, everything with a default may be left out. */
export type InitialState = z.input<typeof state>;
/** What the server holds and changes. */
export type State = z.infer<typeof state>;

/**
 * @returns the state with its defaults filled in
 * @throws with one line per wrong field, since a story that is wrong is a bug of the test
 */
export function openState(initial: unknown): State {
  const parsed = state.safeParse(initial);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(whole)'}: ${issue.message}`,
  );
  throw new Error(
    ['initial state: found', ...lines, 'expected the shape in test/github/state. Correct the story.'].join(
      '\n',
    ),
  );
}

/** Owner and name match in any case, as on GitHub. */
export function findRepository(state: State, owner: string, name: string): Repository | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  return state.repositories.find((entry) => `${entry.owner}/${entry.name}`.toLowerCase() === wanted);
}
type Repository = State['repositories'][number];

/** @returns a function that gives ids: they rise, and none comes twice, not even that of a deleted comment. */
export function countIds(state: State): () => number {
  const used = state.repositories.flatMap((entry) => [...entry.comments, ...entry.check_runs]);
  let last = Math.max(1000, ...used.map((entry) => entry.id));
  return () => ++last;
}

/** @returns now, as GitHub prints it. */
export const githubTime = (now: Date): string => now.toISOString().replace(/\.\d{3}Z$/, 'Z');

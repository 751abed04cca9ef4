import { z } from 'zod';
import { association, id, login, moment, SOME_DAY, sha } from './fields.ts';

/** A comment on a pull request. */
export const comment = z.strictObject({
  id,
  /** Number of the pull request. */
  issue: z.int().min(1),
  user: login,
  body: z.string(),
  author_association: association.default('NONE'),
  created_at: moment.default(SOME_DAY),
  updated_at: moment.default(SOME_DAY),
  /** Hidden by a person, with GitHub's reason such as `outdated`. */
  minimized: z.strictObject({ reason: z.string().nullable() }).nullable().default(null),
});
export type Comment = z.infer<typeof comment>;

const review = z.strictObject({
  id,
  user: login,
  state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED']),
  body: z.string().default(''),
  commit_id: sha.nullable().default(null),
  submitted_at: moment.default(SOME_DAY),
  author_association: association.default('MEMBER'),
});
export type Review = z.infer<typeof review>;

const changedFile = z.strictObject({
  filename: z.string().min(1),
  status: z
    .enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged'])
    .default('modified'),
  additions: z.int().min(0).default(1),
  deletions: z.int().min(0).default(0),
  sha: sha.nullable().default(null),
  patch: z.string().optional(),
  previous_filename: z.string().optional(),
});
export type ChangedFile = z.infer<typeof changedFile>;

const tip = z.strictObject({ ref: z.string().min(1), sha });

export const pullRequest = z.strictObject({
  number: z.int().min(1),
  user: login,
  author_association: association.default('CONTRIBUTOR'),
  title: z.string().default('A change'),
  body: z.string().nullable().default(null),
  state: z.enum(['open', 'closed']).default('open'),
  draft: z.boolean().default(false),
  merge_commit_sha: sha.nullable().default(null),
  merged_at: moment.nullable().default(null),
  created_at: moment.default(SOME_DAY),
  updated_at: moment.default(SOME_DAY),
  /** `repo` is the fork's `owner/name`; `null` is this repository. */
  head: tip.extend({ repo: z.string().nullable().default(null) }),
  base: tip,
  /** Commits of the pull request besides its head. */
  commits: z.array(sha).default([]),
  labels: z.array(z.string()).default([]),
  files: z.array(changedFile).default([]),
  reviews: z.array(review).default([]),
});
export type PullRequest = z.infer<typeof pullRequest>;

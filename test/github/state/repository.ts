import { z } from 'zod';
import { checkRun } from './check-run.ts';
import { id, login, moment, SOME_DAY, sha } from './fields.ts';
import { comment, pullRequest } from './pull-request.ts';

/** Text, or bytes in base64, or something other than a plain file. Mode `120000` is a symbolic link to `text`. */
const file = z.union([
  z.string(),
  z.strictObject({
    text: z.string().optional(),
    base64: z.base64().optional(),
    mode: z.enum(['100644', '100755', '120000']).default('100644'),
  }),
]);
export type File = z.infer<typeof file>;

const commit = z.strictObject({
  sha,
  message: z.string().default('A change'),
  author: login.default('octocat'),
  date: moment.default(SOME_DAY),
  parents: z.array(sha).default([]),
  /** By path, such as `eval/cases.jsonl`. The tree and its blobs get the SHA-1 that git would give them. */
  files: z.record(z.string(), file).default({}),
});
export type Commit = z.infer<typeof commit>;

const artifact = z.strictObject({
  id,
  name: z.string(),
  expired: z.boolean().default(false),
  /** The zip archive, in base64. */
  zip: z.base64().default(''),
});

const workflowRun = z.strictObject({
  id,
  name: z.string().default('test'),
  path: z.string().default('.github/workflows/test.yml'),
  event: z.string().default('pull_request'),
  status: z.string().default('completed'),
  conclusion: z.string().nullable().default('success'),
  head_branch: z.string(),
  head_sha: sha,
  /** The fork's `owner/name`; `null` is this repository. */
  head_repository: z.string().nullable().default(null),
  /** Numbers. On GitHub the list is empty when the head is in a fork. */
  pull_requests: z.array(z.int()).default([]),
  artifacts: z.array(artifact).default([]),
});
export type WorkflowRun = z.infer<typeof workflowRun>;

const attestation = z.strictObject({
  /** Of what it is about, such as `sha256:0a1b…`. */
  subject_digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: 'expected sha256: and 64 digits' }),
  /** A Sigstore bundle, or whatever stands in its place; `null` leaves it out, as newer versions of the API do. */
  bundle: z.json(),
});
export type Attestation = z.infer<typeof attestation>;

export const repository = z.strictObject({
  owner: login,
  name: z.string().min(1),
  private: z.boolean().default(false),
  default_branch: z.string().default('main'),
  pull_requests: z.array(pullRequest).default([]),
  comments: z.array(comment).default([]),
  check_runs: z.array(checkRun).default([]),
  commits: z.array(commit).default([]),
  workflow_runs: z.array(workflowRun).default([]),
  /** The newest first. */
  attestations: z.array(attestation).default([]),
  /** A longer tree is cut off, and says so. */
  tree_limit: z.int().min(1).default(100_000),
});
export type Repository = z.infer<typeof repository>;

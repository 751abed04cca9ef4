import { z } from 'zod';

const sha = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const user = z.object({ login: z.string() });

const pullRequest = z.object({
  pull_request: z.object({
    number: z.int(),
    user: user.nullable(),
    head: z.object({ sha }),
    base: z.object({ sha }),
  }),
});
const mergeGroup = z.object({ merge_group: z.object({ base_sha: sha, head_sha: sha }) });
const push = z.object({ before: z.string(), after: z.string(), sender: user.optional() });
const workflowRun = z.object({ workflow_run: z.object({ head_sha: sha }) });

/** What the event says about what is proposed, and against what. */
export type Proposal =
  | { kind: 'pull-request'; number: number; author: string | null; headSha: string; baseSha: string }
  | { kind: 'merge-group'; headSha: string; baseSha: string }
  | { kind: 'push'; author: string | null; before: string | null }
  | { kind: 'no-change' }
  | { kind: 'workflow-run'; headSha: string }
  | { kind: 'unusable'; problem: string };

const NO_COMMIT = /^0+$/;

/** Reads the event that started the workflow. Payloads are data from outside, so only what is used is taken, by schema. */
export function readEvent(name: string, payload: unknown): Proposal {
  if (name === 'pull_request' || name === 'pull_request_target') {
    return read(pullRequest, name, payload, ({ pull_request: it }) => ({
      kind: 'pull-request',
      number: it.number,
      author: it.user?.login ?? null,
      headSha: it.head.sha,
      baseSha: it.base.sha,
    }));
  }
  if (name === 'merge_group') {
    return read(mergeGroup, name, payload, ({ merge_group: it }) => ({
      kind: 'merge-group',
      headSha: it.head_sha,
      baseSha: it.base_sha,
    }));
  }
  if (name === 'push') {
    return read(push, name, payload, (it) => ({
      kind: 'push',
      author: it.sender?.login ?? null,
      before: NO_COMMIT.test(it.before) ? null : it.before,
    }));
  }
  if (name === 'workflow_run') {
    return read(workflowRun, name, payload, ({ workflow_run: it }) => ({
      kind: 'workflow-run',
      headSha: it.head_sha,
    }));
  }
  if (name === 'workflow_dispatch' || name === 'schedule') return { kind: 'no-change' };
  return {
    kind: 'unusable',
    problem: `found the event ${name}; expected pull_request, pull_request_target, merge_group, push, workflow_dispatch, schedule or workflow_run. Change \`on:\` in the workflow.`,
  };
}

function read<S extends z.ZodType>(
  schema: S,
  name: string,
  payload: unknown,
  use: (it: z.infer<S>) => Proposal,
): Proposal {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return use(parsed.data);
  const [issue] = parsed.error.issues;
  return {
    kind: 'unusable',
    problem: `found a ${name} event without a usable ${issue?.path.join('.')}; expected GitHub’s payload. Run this step in a workflow on GitHub.`,
  };
}

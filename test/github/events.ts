import type { Story } from './story.ts';
import { type EventName, type Payload, payloadOf } from './webhook-examples.ts';

export { type EventName, eventNames, type Payload, payloadOf } from './webhook-examples.ts';

type Change = (payload: Payload, story: Story) => void;

/** Sets a value by its dotted path. A path that the example does not have is a bug here. */
function put(payload: Payload, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((inside, key) => (inside as Payload | undefined)?.[key], payload);
  if (typeof parent !== 'object' || parent === null) throw new Error(`the payload has no ${path}`);
  (parent as Payload)[last] = value;
}

function putRepository(payload: Payload, path: string, fullName: string): void {
  const [owner, name] = fullName.split('/');
  put(payload, `${path}.full_name`, fullName);
  put(payload, `${path}.name`, name);
  put(payload, `${path}.owner.login`, owner);
}

const pullRequest: Change = (payload, { repository, number, author, head, base }) => {
  put(payload, 'number', number);
  put(payload, 'pull_request.number', number);
  put(payload, 'pull_request.user.login', author);
  for (const [side, tip] of Object.entries({ head, base })) {
    put(payload, `pull_request.${side}.ref`, tip.ref);
    put(payload, `pull_request.${side}.sha`, tip.sha);
  }
  putRepository(payload, 'pull_request.base.repo', repository);
  putRepository(payload, 'pull_request.head.repo', head.repository ?? repository);
  put(payload, 'pull_request.head.repo.fork', head.repository !== undefined);
  if (payload.action === 'synchronize') put(payload, 'after', head.sha);
};

/** The story's head is taken for the commit that the queue made of the group. */
const mergeGroup: Change = (payload, { number, head, base }) => {
  put(payload, 'merge_group.head_sha', head.sha);
  put(payload, 'merge_group.head_commit.id', head.sha);
  put(payload, 'merge_group.head_ref', `refs/heads/gh-readonly-queue/${base.ref}/pr-${number}-${base.sha}`);
  put(payload, 'merge_group.base_sha', base.sha);
  put(payload, 'merge_group.base_ref', `refs/heads/${base.ref}`);
};

/** The story's head has been pushed onto its base branch. */
const push: Change = (payload, { head, base }) => {
  put(payload, 'ref', `refs/heads/${base.ref}`);
  put(payload, 'before', base.sha);
  put(payload, 'after', head.sha);
  put(payload, 'head_commit.id', head.sha);
  put(payload, 'created', false);
};

/** A run for the pull request has ended. GitHub names no pull request when its head is in a fork. */
const workflowRun: Change = (payload, { repository, number, head, base }) => {
  put(payload, 'workflow_run.event', 'pull_request');
  put(payload, 'workflow_run.status', 'completed');
  put(payload, 'workflow_run.conclusion', 'success');
  put(payload, 'workflow_run.head_sha', head.sha);
  put(payload, 'workflow_run.head_commit.id', head.sha);
  put(payload, 'workflow_run.head_branch', head.ref);
  putRepository(payload, 'workflow_run.repository', repository);
  putRepository(payload, 'workflow_run.head_repository', head.repository ?? repository);
  put(payload, 'workflow_run.pull_requests', head.repository ? [] : [{ number, head, base }]);
};

const workflowDispatch: Change = (payload, { base }) => put(payload, 'ref', `refs/heads/${base.ref}`);
const nothing: Change = () => {};

const changes: Record<string, Change> = {
  pull_request: pullRequest,
  pull_request_target: pullRequest,
  merge_group: mergeGroup,
  push,
  workflow_run: workflowRun,
  workflow_dispatch: workflowDispatch,
  schedule: nothing,
};

/**
 * @returns the payload with the repository, number, author and commits of the story, also where they are part of an
 * address; and `event`, what GITHUB_EVENT_NAME says
 */
export function eventOf(name: EventName, story: Story): { event: string; payload: Payload } {
  const event = name.split('.')[0] ?? name;
  const payload = renamed(payloadOf(name), story);
  putRepository(payload, 'repository', story.repository);
  if ('sender' in payload) put(payload, 'sender.login', story.author);
  changes[event]?.(payload, story);
  return { event, payload };
}

/** Names and numbers inside addresses. The examples come from two repositories, one of them with other addresses. */
function renamed(payload: Payload, { repository, number, head }: Story): Payload {
  const pull = payload.pull_request as { number: number; head: { sha: string } } | undefined;
  let text = JSON.stringify(payload);
  for (const name of ['Codertocat/Hello-World', 'octo-org/octo-repo'])
    text = text.replaceAll(name, repository);
  if (pull) {
    text = text.replaceAll(pull.head.sha, head.sha);
    text = text.replaceAll(new RegExp(`/(pulls?|issues)/${pull.number}\\b`, 'g'), `/$1/${number}`);
  }
  return JSON.parse(text) as Payload;
}

import { createRequire } from 'node:module';

/** A webhook payload: what the file at GITHUB_EVENT_PATH holds. */
export type Payload = Record<string, unknown>;
type Definition = { name: string; examples: Payload[] };

const definitions = createRequire(import.meta.url)('@octokit/webhooks-examples') as Definition[];

/** Reads one of GitHub's own examples that is like this. A fresh copy each time. */
function example(name: string, like: (payload: Payload) => boolean): Payload {
  const found = definitions.find((entry) => entry.name === name)?.examples.find(like);
  if (found === undefined) {
    throw new Error(
      `@octokit/webhooks-examples: found no such ${name}; expected one as in 7.6.1. Choose another.`,
    );
  }
  return structuredClone(found);
}

/** Most of the examples are pushes of tags. */
const branchPush = () => example('push', (payload) => String(payload.ref).startsWith('refs/heads/'));
const always = () => true;
const action = (wanted: string) => (payload: Payload) => payload.action === wanted;
const opened = () => example('pull_request', action('opened'));
const synchronized = () => example('pull_request', action('synchronize'));

const sources = {
  'pull_request.opened': opened,
  'pull_request.synchronize': synchronized,
  // GitHub sends the same payload for both kinds of event; they differ in the commit that the workflow runs on.
  'pull_request_target.opened': opened,
  'pull_request_target.synchronize': synchronized,
  'merge_group.checks_requested': () => example('merge_group', action('checks_requested')),
  push: branchPush,
  'workflow_run.completed': () => example('workflow_run', action('completed')),
  workflow_dispatch: () => example('workflow_dispatch', always),
  // No example exists: a timer has no webhook. The repository is that of the push, the rest the least that a
  // workflow can read.
  schedule: () => ({
    schedule: '17 5 * * 1',
    workflow: '.github/workflows/poc.yml',
    repository: branchPush().repository,
  }),
} satisfies Record<string, () => Payload>;

/** `event` or `event.action`. */
export type EventName = keyof typeof sources;
export const eventNames = Object.keys(sources) as EventName[];

/** @returns the payload of GitHub's own example, untouched; for `schedule` a minimal one of ours. */
export const payloadOf = (name: EventName): Payload => sources[name]();

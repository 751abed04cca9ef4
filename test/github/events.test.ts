import { describe, expect, test } from 'vitest';
import { clientOf } from './client.ts';
import { eventNames, eventOf, type Payload, payloadOf } from './events.ts';
import { startGitHub } from './loopback.ts';
import { BASE, change, HEAD, home, stateOf, tokens } from './stories.ts';
import { repositoryOf, type Story } from './story.ts';

const fork: Story = { ...change, head: { ...change.head, repository: 'ada/invoices' } };
const tips = { head: { ref: 'shorter-prompt', sha: HEAD }, base: { ref: 'main', sha: BASE } };
const pullRequest = {
  number: 12,
  pull_request: {
    number: 12,
    ...tips,
    user: { login: 'ada' },
    html_url: 'https://github.com/octo-org/invoices/pull/12',
    statuses_url: `https://api.github.com/repos/octo-org/invoices/statuses/${HEAD}`,
    comments_url: 'https://api.github.com/repos/octo-org/invoices/issues/12/comments',
  },
};
const run = { status: 'completed', conclusion: 'success', head_sha: HEAD, head_branch: 'shorter-prompt' };

test.each([
  ['pull_request.opened', 'pull_request', { action: 'opened', ...pullRequest }],
  ['pull_request.synchronize', 'pull_request', { action: 'synchronize', after: HEAD, ...pullRequest }],
  ['pull_request_target.opened', 'pull_request_target', { action: 'opened', ...pullRequest }],
  ['pull_request_target.synchronize', 'pull_request_target', { action: 'synchronize', ...pullRequest }],
  [
    'merge_group.checks_requested',
    'merge_group',
    {
      merge_group: {
        head_sha: HEAD,
        base_sha: BASE,
        base_ref: 'refs/heads/main',
        head_ref: `refs/heads/gh-readonly-queue/main/pr-12-${BASE}`,
      },
    },
  ],
  ['push', 'push', { ref: 'refs/heads/main', before: BASE, after: HEAD }],
  [
    'workflow_run.completed',
    'workflow_run',
    {
      action: 'completed',
      workflow_run: { ...run, event: 'pull_request', pull_requests: [{ number: 12, ...tips }] },
    },
  ],
  ['workflow_dispatch', 'workflow_dispatch', { ref: 'refs/heads/main', inputs: {} }],
  ['schedule', 'schedule', { schedule: '17 5 * * 1' }],
] as const)('%s tells the story', (name, event, payload) => {
  const told = eventOf(name, change);
  expect(told.event).toBe(event);
  expect(told.payload).toMatchObject({
    ...payload,
    repository: { full_name: 'octo-org/invoices', owner: { login: 'octo-org' } },
  });
});

test.each(eventNames)('%s leaves no other repository behind, and the example as it was', (name) => {
  const before = JSON.stringify(payloadOf(name));
  const told = JSON.stringify(eventOf(name, change).payload);
  expect(told).not.toMatch(/Codertocat\/Hello-World|octo-org\/octo-repo/);
  expect(JSON.stringify(payloadOf(name))).toBe(before);
});

describe('a pull request from a fork', () => {
  test('has its head in the fork', () => {
    const { payload } = eventOf('pull_request.opened', fork);
    const head = { repo: { full_name: 'ada/invoices', fork: true }, sha: HEAD };
    expect(payload).toMatchObject({
      pull_request: { head, base: { repo: { full_name: 'octo-org/invoices' } } },
    });
  });

  test('is not named by the run that it caused', () => {
    const { payload } = eventOf('workflow_run.completed', fork);
    const head_repository = { full_name: 'ada/invoices' };
    expect(payload).toMatchObject({ workflow_run: { head_repository, pull_requests: [] } });
  });
});

/** Those fields of GitHub's example that do not depend on its moment. */
const FIELDS = [
  'number',
  'state',
  'draft',
  'title',
  'body',
  'html_url',
  'locked',
  'merged',
  'author_association',
];
const pickFrom = (from: Payload) => Object.fromEntries(FIELDS.map((field) => [field, from[field]]));

test("the API says of GitHub's own example what the example says", async () => {
  const { pull_request } = payloadOf('pull_request.opened');
  const example = pull_request as Payload & {
    head: Story['head'];
    base: Story['base'];
    title: string;
    body: string;
  };
  const { ref, sha } = example.head;
  const story = {
    repository: 'Codertocat/Hello-World',
    number: 2,
    author: 'Codertocat',
    head: { ref, sha },
    base: { ref: example.base.ref, sha: example.base.sha },
  };
  const repository = repositoryOf(story, {
    title: example.title,
    body: example.body,
    author_association: 'OWNER',
  });
  const github = await startGitHub({ tokens, repositories: [repository] });
  const { body } = await clientOf(github.url, 'writer')('GET', '/repos/Codertocat/Hello-World/pulls/2');
  expect(pickFrom(body as Payload)).toEqual(pickFrom(example));
  expect(body).toMatchObject({
    head: { label: 'Codertocat:changes', ref, sha, repo: { full_name: 'Codertocat/Hello-World' } },
  });
  expect(await github.violations()).toEqual([]);
  await github.stop();
});

test('event and API agree on a story', async () => {
  const github = await startGitHub(stateOf({ repositories: [repositoryOf(fork)] }));
  const { body } = await clientOf(github.url, 'writer')('GET', `${home}/pulls/12`);
  const { pull_request } = eventOf('pull_request.opened', fork).payload as { pull_request: Payload };
  const facts = ({ number, user, head, base }: Payload) =>
    JSON.stringify([number, names(user), tip(head), tip(base)]);
  expect(facts(body as Payload)).toBe(facts(pull_request));
  await github.stop();
});

const names = (user: unknown) => (user as { login: string }).login;
const tip = (side: unknown) => {
  const { ref, sha, repo } = side as {
    ref: string;
    sha: string;
    repo: { full_name: string; owner: { login: string } };
  };
  return [ref, sha, repo.full_name, repo.owner.login];
};

import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from './client.ts';
import { type GitHub, startGitHub } from './loopback.ts';
import { change, comments, HEAD, home, stateOf, tokens } from './stories.ts';
import { repositoryOf } from './story.ts';

let open: GitHub;
let closed: GitHub;
const more = {
  issuesWriter: { permissions: { issues: 'write' } },
  pullsWriter: { permissions: { pull_requests: 'write' } },
  pullsReader: { permissions: { pull_requests: 'read' } },
  checksReader: { permissions: { checks: 'read' } },
} as const;
beforeAll(async () => {
  const all = { ...tokens, ...more };
  open = await startGitHub(stateOf({ tokens: all }));
  closed = await startGitHub(
    stateOf({ tokens: all, repositories: [{ ...repositoryOf(change), private: true }] }),
  );
});
afterAll(() => Promise.all([open.stop(), closed.stop()]));

const comment = `POST ${comments}`;
const check = `POST ${home}/check-runs`;
const pull = `GET ${home}/pulls/12`;

test.each([
  ['a wrong token', 'wrong', pull, 401, 'Bad credentials'],
  ['a key that every object has', 'constructor', pull, 401, 'Bad credentials'],
  ['no token', undefined, pull, 200, undefined],
  ['no token', undefined, comment, 401, 'Requires authentication'],
  ['no token', undefined, 'GET /user', 401, 'Requires authentication'],
  ['a reader', 'reader', pull, 200, undefined],
  ['a reader', 'reader', comment, 403, 'Resource not accessible by integration'],
  ['a reader of pull requests', 'pullsReader', comment, 403, 'Resource not accessible by integration'],
  ['a writer of pull requests', 'pullsWriter', comment, 201, undefined],
  ['a writer of issues', 'issuesWriter', comment, 201, undefined],
  ['a writer of issues', 'issuesWriter', check, 403, 'Resource not accessible by integration'],
  ['a reader of checks', 'checksReader', check, 403, 'Resource not accessible by integration'],
  ['a person', 'person', comment, 201, undefined],
  ['a person', 'person', check, 403, 'You must authenticate via a GitHub App.'],
  ['a workflow', 'writer', 'GET /user', 403, 'Resource not accessible by integration'],
  ['a workflow', 'writer', 'GET /repos/octo-org/other', 404, 'Not Found'],
])('%s (%s) gets %s answered with %i', async (_, token, request, status, message) => {
  const [method = '', path = ''] = request.split(' ');
  const body =
    method === 'GET' ? undefined : request === check ? { name: 'g', head_sha: HEAD } : { body: 'x' };
  const answer = await clientOf(open.url, token)(method, path, body);
  expect(answer.status).toBe(status);
  if (message !== undefined) expect(answer.body).toMatchObject({ message, status: String(status) });
  expect((await open.journal()).at(-1)?.violations).toEqual([]);
});

test.each([
  ['no token', undefined, 404],
  ['a token without pull_requests', 'checksReader', 403],
  ['a token that may read pull requests', 'pullsReader', 200],
])('in a private repository %s gets a pull request answered with %i', async (_, token, status) => {
  expect((await clientOf(closed.url, token)('GET', `${home}/pulls/12`)).status).toBe(status);
});

test('a refusal names the permissions that would do', async () => {
  const { headers } = await clientOf(open.url, 'reader')('POST', comments, { body: 'x' });
  expect(headers.get('x-accepted-github-permissions')).toBe('issues=write; pull_requests=write');
});

test.each([
  ['writer', { login: 'github-actions[bot]', type: 'Bot' }, 'NONE'],
  ['person', { login: 'ada', type: 'User' }, 'OWNER'],
])('a comment by %s carries the login of the token', async (token, user, author_association) => {
  const { body } = await clientOf(open.url, token)('POST', comments, { body: 'x' });
  expect(body).toMatchObject({ user, author_association });
});

test('a refusal changes nothing, and no secret is in the journal', async () => {
  const before = (await open.state()).repositories[0]?.comments.length;
  await clientOf(open.url, 'reader')('POST', comments, { body: 'x' });
  expect((await open.state()).repositories[0]?.comments.length).toBe(before);
  expect(JSON.stringify(await open.journal())).not.toContain('issuesWriter');
});

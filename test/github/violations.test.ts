import { request as send } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Call, clientOf } from './client.ts';
import { operationsOf, readSubset } from './description/subset.ts';
import { makeValidation } from './description/validation.ts';
import { type GitHub, startGitHub } from './loopback.ts';
import { change, comments, HEAD, home, stateOf } from './stories.ts';
import { repositoryOf } from './story.ts';

let github: GitHub;
let call: Call;
beforeAll(async () => {
  github = await startGitHub(stateOf());
  call = clientOf(github.url, 'writer');
});
afterAll(() => github.stop());

const checkRuns = `${home}/check-runs`;
const output = { title: 't', summary: 's' };

test.each([
  ['a body that is missing', 'POST', comments, undefined, 422, 'request', 'body'],
  ['a field that is missing', 'POST', comments, {}, 422, 'request', 'body'],
  ['a field of the wrong type', 'POST', comments, { body: 1 }, 422, 'request', 'body/body'],
  [
    'a value that is not allowed',
    'POST',
    checkRuns,
    { name: 'g', head_sha: HEAD, conclusion: 'bad' },
    422,
    'request',
    'body/conclusion',
  ],
  [
    'a time that is none',
    'POST',
    checkRuns,
    { name: 'g', head_sha: HEAD, started_at: 'now' },
    422,
    'request',
    'body/started_at',
  ],
  [
    'a number in the path that is none',
    'GET',
    `${home}/pulls/twelve`,
    undefined,
    422,
    'request',
    'path/pull_number',
  ],
  [
    'a number in the query that is none',
    'GET',
    `${comments}?per_page=many`,
    undefined,
    422,
    'request',
    'query/per_page',
  ],
  [
    'a query that GitHub does not know',
    'GET',
    `${comments}?perpage=5`,
    undefined,
    200,
    'request',
    'query/perpage',
  ],
  [
    'a field that GitHub does not know',
    'POST',
    checkRuns,
    { name: 'g', head_sha: HEAD, output: { ...output, anotations: [] } },
    201,
    'request',
    'body/output/anotations',
  ],
  [
    'an operation that the description lacks',
    'GET',
    `${home}/labels`,
    undefined,
    404,
    'operation',
    `GET ${home}/labels`,
  ],
  ['a method that the path lacks', 'PUT', `${home}/pulls/12`, {}, 404, 'operation', `PUT ${home}/pulls/12`],
])('%s is answered as by GitHub and recorded', async (_, method, path, body, status, kind, at) => {
  const answer = await call(method, path, body);
  expect(answer.status).toBe(status);
  const entry = (await github.journal()).at(-1);
  expect(entry?.violations).toEqual([expect.objectContaining({ kind, at })]);
});

test.each([
  ['a missing user agent', { accept: '*/*' }, 403, 'header/user-agent'],
  ['an answer that is not JSON', { 'user-agent': 'x', accept: 'text/html' }, 415, 'header/accept'],
  [
    'a form',
    { 'user-agent': 'x', 'content-type': 'application/x-www-form-urlencoded' },
    415,
    'header/content-type',
  ],
  ['a body without a type', { 'user-agent': 'x' }, 415, 'header/content-type'],
  [
    'JSON with a character set, cut off',
    { 'user-agent': 'x', 'content-type': 'application/json; charset=utf-8' },
    400,
    'body',
  ],
])('%s is refused', async (_, headers, status, at) => {
  expect(await post(`${github.url}${comments}`, headers, '{"body":')).toBe(status);
  expect((await github.journal()).at(-1)?.violations).toEqual([
    expect.objectContaining({ kind: 'request', at }),
  ]);
});

/** Without the headers that fetch adds of its own. */
function post(url: string, headers: Record<string, string>, text: string): Promise<number | undefined> {
  return new Promise((done, fail) => {
    const options = { method: 'POST', headers: { ...headers, authorization: 'token writer' } };
    send(url, options, (response) => done(response.resume().statusCode))
      .on('error', fail)
      .end(text);
  });
}

test('a commit that the repository does not have gets no check run', async () => {
  const answer = await call('POST', checkRuns, { name: 'g', head_sha: 'c'.repeat(40) });
  expect(answer).toMatchObject({
    status: 422,
    body: { message: `No commit found for SHA: ${'c'.repeat(40)}` },
  });
});

test('violations are gathered with the request that did it', async () => {
  const other = await startGitHub(stateOf());
  await clientOf(other.url, 'writer')('POST', comments, {});
  const problem = "must have required property 'body'";
  expect(await other.violations()).toEqual([
    { request: `POST ${comments}`, kind: 'request', at: 'body', problem },
  ]);
  await other.stop();
});

test('an answer of ours that breaks the description is recorded as our slip', async () => {
  const spaced = { id: 1, issue: change.number, user: 'no login', body: 'x' };
  const other = await startGitHub(
    stateOf({ repositories: [{ ...repositoryOf(change), comments: [spaced] }] }),
  );
  await clientOf(other.url, 'writer')('GET', comments);
  expect(await other.violations()).toMatchObject([{ kind: 'response', at: '200/0/user/html_url' }]);
  await other.stop();
});

const subset = readSubset();
const listComments = operationsOf(subset).find((operation) => operation.id === 'issues/list-comments');
const comment = {
  id: 1,
  node_id: 'n',
  url: 'https://x.test/',
  html_url: 'https://x.test/',
  issue_url: 'https://x.test/',
  user: null,
  created_at: '2026-11-02T08:00:00Z',
  updated_at: '2026-11-02T08:00:00Z',
};

test.each([
  ['a right answer', 200, [comment], []],
  ['a field of the wrong type', 200, [{ ...comment, id: 'one' }], ['/0/id']],
  ['a field that GitHub does not send', 200, [{ ...comment, auther: 'ada' }], ['/0/auther']],
  ['an answer that is no list', 200, comment, ['']],
  ['a status that is not described', 299, [], ['']],
  ['a refusal that the operation does not describe', 401, { message: 'Bad credentials' }, []],
  ['a refusal whose message is a list', 401, { message: [] }, ['/message']],
])('of our own answers, %s is judged', (_, status, body, at) => {
  if (listComments === undefined) throw new Error('the subset has lost issues/list-comments');
  const breaches = makeValidation(subset).response(listComments, status, body);
  expect([...new Set(breaches.map((breach) => breach.at))]).toEqual(at);
});

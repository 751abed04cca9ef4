import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { getOctokit } from '@actions/github';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from './client.ts';
import { operationsOf, readSubset } from './description/subset.ts';
import { type GitHub, node24, startGitHub } from './loopback.ts';
import { routes } from './routes/routes.ts';
import { BASE, change, comments, HEAD, home, stateOf, tokens } from './stories.ts';
import { repositoryOf } from './story.ts';

const README_SHA = '95d09f2b10159347eece71399a7e2e907ea3df4f';
const zip = Buffer.from('PK').toString('base64');
const DIGEST = `sha256:${'d'.repeat(64)}`;

const everything = stateOf({
  repositories: [
    {
      ...repositoryOf(change, {
        labels: ['poc'],
        files: [{ filename: 'src/a b.ts' }],
        reviews: [{ id: 5, user: 'bob', state: 'APPROVED', commit_id: HEAD }],
      }),
      comments: [{ id: 7, issue: 12, user: 'ada', body: 'first' }],
      attestations: [{ subject_digest: DIGEST, bundle: { mediaType: 'x' } }],
      commits: [{ sha: HEAD, parents: [BASE], files: { README: 'hello world', 'src/a.ts': 'export {};\n' } }],
      check_runs: [
        {
          id: 8,
          name: 'lint',
          head_sha: HEAD,
          annotations: [{ path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' }],
        },
      ],
      workflow_runs: [
        {
          id: 9,
          head_branch: 'x',
          head_sha: HEAD,
          pull_requests: [12],
          artifacts: [{ id: 3, name: 'r', zip }],
        },
      ],
    },
  ],
});

const check = { name: 'gate', head_sha: HEAD, output: { title: 't', summary: 's' } };
const calls: [operation: string, request: string, status: number, body?: unknown][] = [
  ['actions/download-artifact', `GET ${home}/actions/artifacts/3/zip`, 302],
  ['actions/get-workflow-run', `GET ${home}/actions/runs/9`, 200],
  ['actions/list-workflow-run-artifacts', `GET ${home}/actions/runs/9/artifacts`, 200],
  ['actions/list-workflow-runs-for-repo', `GET ${home}/actions/runs?head_sha=${HEAD}&status=success`, 200],
  ['checks/create', `POST ${home}/check-runs`, 201, check],
  ['checks/list-annotations', `GET ${home}/check-runs/8/annotations`, 200],
  ['checks/list-for-ref', `GET ${home}/commits/${HEAD}/check-runs`, 200],
  ['checks/update', `PATCH ${home}/check-runs/8`, 200, { status: 'completed', conclusion: 'failure' }],
  ['git/get-blob', `GET ${home}/git/blobs/${README_SHA}`, 200],
  ['git/get-tree', `GET ${home}/git/trees/${HEAD}?recursive=1`, 200],
  ['issues/create-comment', `POST ${comments}`, 201, { body: 'hello' }],
  ['issues/get-comment', `GET ${home}/issues/comments/7`, 200],
  ['issues/list-comments', `GET ${comments}`, 200],
  ['issues/list-comments-for-repo', `GET ${home}/issues/comments?sort=updated&direction=desc`, 200],
  ['issues/update-comment', `PATCH ${home}/issues/comments/7`, 200, { body: 'again' }],
  ['issues/delete-comment', `DELETE ${home}/issues/comments/7`, 204],
  ['pulls/get', `GET ${home}/pulls/12`, 200],
  ['pulls/list-files', `GET ${home}/pulls/12/files`, 200],
  ['pulls/list-reviews', `GET ${home}/pulls/12/reviews`, 200],
  ['repos/get', `GET ${home}`, 200],
  ['repos/get-commit', `GET ${home}/commits/${HEAD}`, 200],
  ['repos/list-attestations', `GET ${home}/attestations/${DIGEST}`, 200],
  ['repos/list-pull-requests-associated-with-commit', `GET ${home}/commits/${HEAD}/pulls`, 200],
  ['users/get-authenticated', 'GET /user', 403],
];

let github: GitHub;
beforeAll(async () => {
  github = await startGitHub(everything);
});
afterAll(() => github.stop());

test('every operation of the description has a route and a call below', () => {
  const described = operationsOf(readSubset())
    .map((operation) => operation.id)
    .sort();
  expect(Object.keys(routes).sort()).toEqual(described);
  expect(calls.map(([operation]) => operation).sort()).toEqual(described);
});

test.each(calls)(
  '%s: %s is answered with %i, and both fit the description',
  async (operation, request, status, body) => {
    const [method = '', path = ''] = request.split(' ');
    const answer = await clientOf(github.url, 'writer')(method, path, body);
    expect(answer.status).toBe(status);
    const entry = (await github.journal()).at(-1);
    expect(entry).toMatchObject({ operation, status, login: 'github-actions[bot]', violations: [] });
  },
);

test('a person may ask who they are', async () => {
  const answer = await clientOf(github.url, 'person')('GET', '/user');
  expect(answer).toMatchObject({ status: 200, body: { login: 'ada', type: 'User' } });
  expect((await github.journal()).at(-1)?.violations).toEqual([]);
});

test('an Enterprise Server address is served too, and stays in the addresses of the answer', async () => {
  const answer = await clientOf(`${github.url}/api/v3`, 'writer')('GET', `${home}/pulls/12`);
  expect(answer.body).toMatchObject({ number: 12, url: `${github.url}/api/v3${home}/pulls/12` });
});

test("GitHub's own client works against it: it pages, writes and understands a refusal", async () => {
  const octokit = getOctokit('writer', { baseUrl: `${github.url}/api/v3` });
  const [owner = '', repo = ''] = change.repository.split('/');
  const issue = { owner, repo, issue_number: change.number };
  const created = await octokit.rest.issues.createComment({ ...issue, body: 'by octokit' });
  const all = await octokit.paginate(octokit.rest.issues.listComments, { ...issue, per_page: 1 });
  expect(all.map((comment) => comment.id)).toContain(created.data.id);
  expect(all.length).toBeGreaterThan(1);
  await expect(octokit.rest.users.getAuthenticated()).rejects.toMatchObject({ status: 403 });
  expect(await github.violations()).toEqual([]);
});

test('an artifact is downloaded from the address that GitHub redirects to', async () => {
  const { headers } = await clientOf(github.url, 'writer')('GET', `${home}/actions/artifacts/3/zip`);
  const file = await fetch(headers.get('location') ?? '');
  expect(await file.text()).toBe('PK');
});

test('a state that is none is refused before the server listens, field by field', async () => {
  const repositories = [{ ...repositoryOf(change), comments: [{ id: 0, issue: 12, user: 'ada', body: '' }] }];
  await expect(startGitHub({ tokens, repositories })).rejects.toThrow(/repositories\.0\.comments\.0\.id/);
});

test('the server ends with the process that started it', async () => {
  const file = fileURLToPath(new URL('server.ts', import.meta.url));
  const child = spawn(node24, [file], { env: {}, stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
  child.stdin?.end('{}');
  if (child.stdout) await once(child.stdout, 'data');
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('stop ends the process, and can be called twice', async () => {
  const other = await startGitHub({});
  await other.stop();
  await other.stop();
  await expect(fetch(other.url)).rejects.toThrow();
});

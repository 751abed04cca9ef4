import { afterEach, describe, expect, test } from 'vitest';
import { clientOf } from './client.ts';
import { type GitHub, type InitialState, startGitHub } from './loopback.ts';

const running: GitHub[] = [];
afterEach(() => Promise.all(running.splice(0).map((github) => github.stop())));

const QUERY = `query ($after: String) { repository(owner: "o", name: "r") { pullRequest(number: 3) {
  comments(first: 2, after: $after) { nodes { fullDatabaseId viewerDidAuthor isMinimized } pageInfo { hasNextPage endCursor } } } } }`;

const comment = (id: number, user: string, reason?: string) => ({
  id,
  issue: 3,
  user,
  body: `comment ${id}`,
  ...(reason === undefined ? {} : { minimized: { reason } }),
});

async function start(hidden = false) {
  const sha = 'a'.repeat(40);
  const state: InitialState = {
    tokens: {
      bot: { permissions: { contents: 'read' } },
      reader: { permissions: { pull_requests: 'read' } },
    },
    repositories: [
      {
        owner: 'o',
        name: 'r',
        private: hidden,
        pull_requests: [{ number: 3, user: 'ada', head: { ref: 'work', sha }, base: { ref: 'main', sha } }],
        comments: [
          comment(1, 'ada'),
          comment(2, 'github-actions[bot]', 'outdated'),
          comment(9_007_199_254, 'github-actions[bot]'),
        ],
      },
    ],
  };
  const github = await startGitHub(state);
  running.push(github);
  const ask = (token: string, query: string, variables = {}, path = '/graphql') =>
    clientOf(github.url, token)('POST', path, { query, variables });
  return { github, ask };
}

describe('GraphQL', () => {
  test('says which comments are the caller’s own and which are minimised, page by page', async () => {
    const { github, ask } = await start();
    const first = await ask('bot', QUERY);
    expect(first.body).toMatchObject({
      data: {
        repository: {
          pullRequest: {
            comments: {
              nodes: [
                { fullDatabaseId: '1', viewerDidAuthor: false, isMinimized: false },
                { fullDatabaseId: '2', viewerDidAuthor: true, isMinimized: true },
              ],
              pageInfo: { hasNextPage: true, endCursor: '2' },
            },
          },
        },
      },
    });
    const second = await ask('bot', QUERY, { after: '2' }, '/api/graphql');
    expect(JSON.stringify(second.body)).toContain('"fullDatabaseId":"9007199254"');
    expect(await github.violations()).toEqual([]);
  });

  test('records a query that GitHub’s schema does not have', async () => {
    const { github, ask } = await start();
    const { body } = await ask('bot', QUERY.replace('isMinimized', 'isMinimised'));
    expect(JSON.stringify(body)).toContain('Cannot query field');
    expect(await github.violations()).toMatchObject([{ kind: 'request', at: 'body/query' }]);
  });

  test('refuses more than a hundred nodes at once', async () => {
    const { ask } = await start();
    expect(JSON.stringify((await ask('bot', QUERY.replace('first: 2', 'first: 101'))).body)).toContain(
      'exceeds',
    );
    expect(JSON.stringify((await ask('bot', QUERY.replace('first: 2', 'first: 100'))).body)).not.toContain(
      'exceeds',
    );
  });

  test('needs a permission in a private repository only', async () => {
    const { ask } = await start(true);
    expect(JSON.stringify((await ask('bot', QUERY)).body)).toContain(
      'Resource not accessible by integration',
    );
    expect(JSON.stringify((await ask('reader', QUERY)).body)).toContain('viewerDidAuthor');
    expect((await ask('nobody', QUERY)).status).toBe(401);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { clientOf } from './client.ts';
import { countFaults, type Fault } from './faults/fault.ts';
import { type GitHub, type InitialState, startGitHub } from './loopback.ts';
import { comments, home, stateOf } from './stories.ts';

const create = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const running: GitHub[] = [];
afterEach(() => Promise.all(running.splice(0).map((github) => github.stop())));

async function start(...faults: NonNullable<InitialState['faults']>) {
  const github = await startGitHub(stateOf({ faults }));
  running.push(github);
  const call = clientOf(github.url, 'writer');
  const texts = async () => {
    const state = await github.state();
    return state.repositories[0]?.comments.map(({ id, user, body }) => ({ id, user, body }));
  };
  return { github, post: (body: string) => call('POST', comments, { body }), texts };
}

describe('a fault', () => {
  const fault = (on: string, nth: Fault['nth']): Fault => ({ on, nth, effect: { kind: 'delay', ms: 1 } });
  const path = '/repos/o/r/issues/3/comments';
  const struck = (...faults: Fault[]) => {
    const strikes = countFaults(faults);
    return ['POST', 'POST', 'POST'].map((method) => strikes(method, path).length);
  };

  test.each([
    ['the first', create, 1, [1, 0, 0]],
    ['the second', create, 2, [0, 1, 0]],
    ['every one', create, 'every', [1, 1, 1]],
    ['the first with stars', 'POST /repos/*/*/issues/*/comments', 1, [1, 0, 0]],
    ['the first by its full path', `POST ${path}`, 1, [1, 0, 0]],
    ['none of another method', create.replace('POST', 'GET'), 'every', [0, 0, 0]],
    ['none of another path', 'POST /repos/o/r/issues/4/comments', 'every', [0, 0, 0]],
    ['none of a longer path', `POST ${path}/*`, 'every', [0, 0, 0]],
  ] as const)('strikes %s', (_, on, nth, strikes) => {
    expect(struck(fault(on, nth))).toEqual(strikes);
  });

  test('counts for itself', () => {
    expect(struck(fault(create, 1), fault(create, 2), fault(create, 2))).toEqual([1, 2, 0]);
  });
});

test('a 5xx loses the request, the next one is carried out', async () => {
  const { github, post, texts } = await start({ on: create, effect: { kind: 'status', status: 502 } });
  expect((await post('one')).status).toBe(502);
  expect((await post('two')).status).toBe(201);
  expect(await texts()).toMatchObject([{ body: 'two' }]);
  expect(await github.journal()).toMatchObject([
    { status: 502, faults: ['status'] },
    { status: 201, faults: [] },
  ]);
  expect(await github.violations()).toEqual([]);
});

test('a 5xx can come after the request was carried out', async () => {
  const { post, texts } = await start({ on: create, effect: { kind: 'status', status: 500, applied: true } });
  expect((await post('one')).status).toBe(500);
  expect(await texts()).toMatchObject([{ body: 'one' }]);
});

test('an answer can be a page of a proxy', async () => {
  const body = '<html>502 Bad Gateway</html>';
  const { github } = await start({ on: create, effect: { kind: 'status', status: 502, body } });
  const headers = { authorization: 'token writer', 'content-type': 'application/json' };
  const answer = await fetch(`${github.url}${comments}`, { method: 'POST', headers, body: '{"body":"x"}' });
  expect(answer.headers.get('content-type')).toBe('text/html');
  expect(await answer.text()).toBe(body);
});

test.each([
  [false, []],
  [true, [{ body: 'one' }]],
])('a dropped connection (carried out: %s) leaves the comments so', async (applied, left) => {
  const { github, post, texts } = await start({ on: create, effect: { kind: 'drop', applied } });
  await expect(post('one')).rejects.toThrow('fetch failed');
  expect(await texts()).toMatchObject(left);
  expect((await texts())?.length).toBe(left.length);
  expect((await github.journal())[0]).toMatchObject({ status: null, faults: ['drop'] });
});

test('a secondary rate limit says how long to wait, and carries nothing out', async () => {
  const { post, texts } = await start({
    on: create,
    effect: { kind: 'secondary-rate-limit', retry_after: 3 },
  });
  const answer = await post('one');
  expect(answer.status).toBe(403);
  expect(answer.headers.get('retry-after')).toBe('3');
  expect(answer.body).toMatchObject({ message: expect.stringContaining('secondary rate limit') });
  expect(await texts()).toEqual([]);
});

test('a delay lets others pass, and is followed by the true answer', async () => {
  const { github, post } = await start({ on: create, effect: { kind: 'delay', ms: 3000 } });
  const slow = post('slow');
  while ((await github.journal()).length === 0);
  await post('quick');
  expect((await slow).status).toBe(201);
  const state = await github.state();
  expect(state.repositories[0]?.comments.map((comment) => comment.body)).toEqual(['quick', 'slow']);
});

const bot = 'github-actions[bot]';
test.each([
  [
    'before',
    {},
    [
      [1001, bot, 'mine'],
      [1002, bot, 'mine'],
    ],
    1002,
  ],
  [
    'after',
    {},
    [
      [1001, bot, 'mine'],
      [1002, bot, 'mine'],
    ],
    1001,
  ],
  [
    'before',
    { user: 'eve', body: 'hers' },
    [
      [1001, 'eve', 'hers'],
      [1002, bot, 'mine'],
    ],
    1002,
  ],
] as const)('a rival comments just %s (%o)', async (when, said, all, own) => {
  const { post, texts } = await start({ on: create, effect: { kind: 'rival-comment', when, ...said } });
  expect((await post('mine')).body).toMatchObject({ id: own });
  expect(await texts()).toEqual(all.map(([id, user, body]) => ({ id, user, body })));
});

test('several faults strike one request: the rival is there, the answer is lost', async () => {
  const { post, texts } = await start(
    { on: create, effect: { kind: 'rival-comment' } },
    { on: create, effect: { kind: 'status', status: 503 } },
  );
  expect((await post('mine')).status).toBe(503);
  expect(await texts()).toMatchObject([{ id: 1001, body: 'mine' }]);
});

test('a rival where nothing is created is a bug of the story, and says so', async () => {
  const { github } = await start({ on: 'GET /repos/{o}/{r}', effect: { kind: 'rival-comment' } });
  expect((await clientOf(github.url, 'writer')('GET', home)).status).toBe(500);
  expect(await github.violations()).toMatchObject([
    { kind: 'response', problem: expect.stringContaining('rival') },
  ]);
});

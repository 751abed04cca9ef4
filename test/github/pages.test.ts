import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Call, clientOf } from './client.ts';
import { type GitHub, startGitHub } from './loopback.ts';
import { change, comments, commentsOf, home, stateOf } from './stories.ts';
import { repositoryOf } from './story.ts';

let github: GitHub;
let call: Call;
beforeAll(async () => {
  github = await startGitHub(
    stateOf({ repositories: [{ ...repositoryOf(change), comments: commentsOf(101) }] }),
  );
  call = clientOf(github.url, 'writer');
});
afterAll(() => github.stop());

test.each([
  ['', 30, 1],
  ['?page=2', 30, 31],
  ['?page=4', 11, 91],
  ['?page=5', 0, undefined],
  ['?per_page=1&page=101', 1, 101],
  ['?per_page=99', 99, 1],
  ['?per_page=100', 100, 1],
  ['?per_page=101', 100, 1],
  ['?per_page=100&page=2', 1, 101],
])('of 101 comments %s gives %i, from id %s', async (query, count, first) => {
  const { body } = await call('GET', `${comments}${query}`);
  const list = body as { id: number }[];
  expect(list).toHaveLength(count);
  expect(list[0]?.id).toBe(first);
});

const at = (page: number) => `${github.url}${comments}?per_page=40&page=${page}`;
test.each([
  [1, () => `<${at(2)}>; rel="next", <${at(3)}>; rel="last"`],
  [
    2,
    () => `<${at(1)}>; rel="prev", <${at(3)}>; rel="next", <${at(3)}>; rel="last", <${at(1)}>; rel="first"`,
  ],
  [3, () => `<${at(2)}>; rel="prev", <${at(1)}>; rel="first"`],
])('page %i links to its neighbours', async (page, link) => {
  const { headers } = await call('GET', `${comments}?per_page=40&page=${page}`);
  expect(headers.get('link')).toBe(link());
});

test('a single page has no link', async () => {
  expect((await call('GET', `${home}/pulls/12/reviews`)).headers.get('link')).toBeNull();
});

test('comments of the repository come in the order asked for', async () => {
  const ids = async (query: string) => {
    const { body } = await call('GET', `${home}/issues/comments?per_page=2${query}`);
    return (body as { id: number }[]).map((comment) => comment.id);
  };
  expect(await ids('')).toEqual([1, 2]);
  expect(await ids('&sort=created&direction=desc')).toEqual([101, 100]);
  expect(await ids('&direction=desc')).toEqual([1, 2]);
});

test('since leaves out what has not changed', async () => {
  await call('PATCH', `${home}/issues/comments/50`, { body: 'changed' });
  const { body } = await call('GET', `${comments}?since=2026-11-02T08:00:01Z`);
  expect((body as { id: number }[]).map((comment) => comment.id)).toEqual([50]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFixtureBench, type FixtureBench } from './fixture-run.ts';
import { eventFacts } from './runner/event.ts';
import type { JsonObject } from './runner/json.ts';
import { createOrigin, type Origin } from './runner/origin.ts';

let bench: FixtureBench;
let origin: Origin;
let topic = '';

beforeAll(async () => {
  bench = await createFixtureBench();
  await bench.repository.git('switch', '--quiet', '-c', 'topic');
  topic = await bench.repository.commit('feat: topic', { 'topic.txt': 'topic' });
  origin = await createOrigin(bench.repository.folder, bench.folder);
});

afterAll(() => bench.remove());

const repository = { full_name: 'acme/widgets', default_branch: 'main' };

/** The commit that each event leads to: the one of `main` or the one of `topic`. */
const events: [string, () => JsonObject, string, 'main' | 'topic'][] = [
  ['push', () => ({ ref: 'refs/heads/topic', after: topic }), 'refs/heads/topic', 'topic'],
  [
    'merge_group',
    () => ({ merge_group: { head_ref: 'refs/heads/queue', head_sha: topic } }),
    'refs/heads/queue',
    'topic',
  ],
  [
    'pull_request_target',
    () => ({
      pull_request: {
        base: { ref: 'main', sha: bench.push.after ?? '' },
        head: { ref: 'topic', sha: topic },
      },
    }),
    'refs/heads/main',
    'main',
  ],
  ['schedule', () => ({}), 'refs/heads/main', 'main'],
  ['workflow_run', () => ({ workflow_run: { head_sha: topic } }), 'refs/heads/main', 'main'],
];

test.each(events)('%s is about its own ref and commit', async (name, payload, ref, commit) => {
  const facts = await eventFacts({ name, payload: { ...payload(), repository } }, origin);
  expect([facts.ref, facts.sha]).toEqual([ref, commit === 'main' ? bench.push.after : topic]);
});

test('the caller may name another ref and commit', async () => {
  const event = { name: 'push', payload: { repository }, ref: 'refs/heads/other', commit: 'topic' };
  expect(await eventFacts(event, origin)).toMatchObject({ ref: 'refs/heads/other', sha: topic });
});

test('a pull request carries the commits of the local repository, and the payload of the caller is left alone', async () => {
  const pull_request = { number: 3, base: { ref: 'main', sha: 'old' }, head: { ref: 'topic', sha: 'old' } };
  const payload = { repository, pull_request };
  const event = { name: 'pull_request', payload, pullRequest: { base: 'main', head: 'topic' } };
  const facts = await eventFacts(event, origin);
  expect(facts).toMatchObject({ ref: 'refs/pull/3/merge', baseRef: 'main', headRef: 'topic' });
  expect(facts.payload).toMatchObject({
    pull_request: { base: { sha: bench.push.after }, head: { sha: topic }, merge_commit_sha: facts.sha },
  });
  expect(pull_request.base.sha).toBe('old');
});

test('a payload without the repository is refused', async () => {
  const facts = eventFacts({ name: 'push', payload: {} }, origin);
  await expect(facts).rejects.toThrow('event.payload.repository.full_name: found nothing');
});

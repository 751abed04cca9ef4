import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFixtureBench, type FixtureBench, jobOf, stepOf } from './fixture-run.ts';
import type { JsonObject } from './runner/json.ts';
import type { WorkflowResult } from './runner/results.ts';
import type { TokenRequest } from './runner/run-options.ts';
import { createScratchRepository, type ScratchRepository } from './scratch-repository.ts';

let bench: FixtureBench;

beforeAll(async () => {
  bench = await createFixtureBench();
});

afterAll(() => bench.remove());

describe('local actions', () => {
  let result: WorkflowResult;
  const step = (id: string) => stepOf(result, 'greet', id);
  beforeAll(async () => {
    result = await bench.run('local-action.yml', { env: { GITHUB_API_URL: 'http://127.0.0.1:9/api' } });
  });

  test('a node24 action runs on Node 24 with its inputs, their defaults, and the API of the caller', () => {
    expect(step('greet').log).toMatch(/^node v24\./m);
    expect(step('greet').log).toContain(
      'INPUT_WHO=widgets\nINPUT_AT_PLACE=acme/widgets\napi=http://127.0.0.1:9/api\n',
    );
    expect(step('greet').outputs).toEqual({ greeting: 'Hello widgets' });
  });

  test('an input that the action does not have is a warning', () => {
    expect(step('greet').annotations[0]).toMatchObject({
      kind: 'warning',
      message: "Unexpected input(s) 'whom', valid inputs are [who, at place]",
    });
  });

  test.each([
    ['too-early', 'found no action.yml or action.yaml; expected one in the workspace'],
    ['composite', 'found runs.using: composite; expected node24'],
    ['with-post', 'found runs.pre or runs.post; expected only runs.main'],
    ['nobody', 'node v24'],
  ])('%s fails and says: %s', (id, message) => {
    expect(step(id).outcome).toBe('failure');
    expect(step(id).log).toContain(message);
  });
});

describe('artifacts', () => {
  let result: WorkflowResult;
  beforeAll(async () => {
    result = await bench.run('hand-over.yml');
  });

  test('files go from job to job, without hidden ones, excluded ones and the executable bit', () => {
    expect(stepOf(result, 'take', 'list')).toMatchObject({
      outcome: 'success',
      log: './deep/two.txt\n./one.txt\n./run.sh\n',
    });
  });

  test('several artifacts get a folder each', () => {
    expect(stepOf(result, 'take', 'folders').log).toBe('results-a\nresults-b\n');
  });

  test('with merge-multiple their files come together in one folder', () => {
    expect(stepOf(result, 'take', 'merged').log).toBe('./deep/two.txt\n./one.txt\n./run.sh\n');
  });

  test('a pattern that no artifact fits takes nothing, and fails nothing', () => {
    expect(stepOf(result, 'take', 'no-match').outcome).toBe('success');
    expect(stepOf(result, 'take', 'none').log).toBe('0\n');
  });

  test('the caller gets them with their files', () => {
    expect(result.artifacts.map(({ name, files }) => [name, files])).toEqual([
      ['results-a', ['deep/two.txt', 'one.txt', 'run.sh']],
      ['results-b', ['one.txt']],
      ['together', ['deep/two.txt', 'one.txt']],
    ]);
    expect(readFileSync(join(result.artifacts[1]?.folder ?? '', 'one.txt'), 'utf8')).toBe('one\n');
  });

  test('no files is a warning, or an error when the step says so', () => {
    expect(stepOf(result, 'make', 'nothing').annotations[0]?.kind).toBe('warning');
    expect(stepOf(result, 'make', 'nothing').outcome).toBe('success');
    expect(stepOf(result, 'make', 'required').outcome).toBe('failure');
  });

  test('a name is used once, and an artifact that is not there fails the download', () => {
    expect(stepOf(result, 'make', 'twice').log).toContain('Found an artifact named results-a');
    expect(stepOf(result, 'take', 'absent').log).toContain('There are: results-a, results-b, together.');
  });
});

describe('artifacts of an earlier run, and caches', () => {
  let result: WorkflowResult;
  const step = (id: string) => stepOf(result, 'take', id);
  beforeAll(async () => {
    const earlier = join(bench.folder, 'earlier');
    mkdirSync(join(earlier, 'report'), { recursive: true });
    writeFileSync(join(earlier, 'report/report.txt'), 'of run 41');
    result = await bench.run('earlier-run.yml', { earlierRuns: { 41: earlier } });
  });

  test('run-id with a token reads the folder that the caller named', () => {
    expect(step('show').log).toBe('of run 41\n');
  });

  test('run-id without a token fails, and so does a run that nobody named', () => {
    expect(step('no-token').log).toContain('Found run-id 41 and no github-token; expected both.');
    expect(step('no-run').log).toContain('Found run-id 40, which has no artifacts here');
  });

  test('a cache is always a miss', () => {
    expect(step('missed').log).toBe('missed\n');
  });
});

describe('pull requests', () => {
  const payload: JsonObject = {
    action: 'synchronize',
    number: 7,
    pull_request: {
      number: 7,
      base: { ref: 'main', sha: 'f'.repeat(40) },
      head: { ref: 'topic', sha: 'e'.repeat(40), repo: { full_name: 'acme/widgets' } },
    },
    repository: { full_name: 'acme/widgets', default_branch: 'main' },
  };
  const requests: TokenRequest[] = [];
  const token = (request: TokenRequest) => {
    requests.push(request);
    return `token-of-${request.job}`;
  };
  let pulled: ScratchRepository;
  let result: WorkflowResult;

  beforeAll(async () => {
    pulled = await createScratchRepository(join(bench.folder, 'pulled'));
    await pulled.commit('feat: start', { 'start.txt': 'start' });
    await pulled.git('switch', '--quiet', '-c', 'topic');
    await pulled.commit('feat: ours', { 'ours.txt': 'ours' });
    await pulled.git('switch', '--quiet', 'main');
    await pulled.commit('feat: theirs', { 'theirs.txt': 'theirs' });
    const event = { name: 'pull_request', payload, pullRequest: { base: 'main', head: 'topic' } };
    result = await bench.run('pull-request.yml', { repository: pulled.folder, event, token });
  });

  test('checkout gives the merge commit, whose first parent is the base', () => {
    const deep = stepOf(result, 'merge', 'deep');
    expect(deep.outcome, deep.log).toBe('success');
    expect(deep.log).toContain('refs/pull/7/merge topic main\n');
  });

  test('without fetch-depth the parents are not there, as on GitHub', () => {
    expect(stepOf(result, 'merge', 'shallow').outcome).toBe('failure');
  });

  test('ref and path are honoured', () => {
    expect(jobOf(result, 'merge').steps.map((step) => step.conclusion)).toEqual(Array(8).fill('success'));
    expect(stepOf(result, 'merge', 'head').outputs.commit).toBe(
      result && stepOf(result, 'merge', 'head').log.trim(),
    );
  });

  test.each([
    ['misspelt', 'Found input fetch-dept; expected one of'],
    ['elsewhere', 'Found ref: nowhere; expected a branch, tag'],
  ])('%s fails with: %s', (id, message) => {
    expect(stepOf(result, 'merge', id)).toMatchObject({ outcome: 'failure' });
    expect(stepOf(result, 'merge', id).log).toContain(message);
  });

  test('the repository of the caller gets no new ref', async () => {
    expect(await pulled.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\nrefs/heads/topic');
  });

  test("a job's token is issued with just its permissions: a job's block replaces the workflow's", () => {
    expect(
      requests.map((one) => [one.job, one.permissions?.contents, one.permissions?.['pull-requests']]),
    ).toEqual([
      ['merge', 'read', 'write'],
      ['read-only', 'read', 'none'],
    ]);
    expect(jobOf(result, 'merge').concurrency).toEqual({ group: 'gate-7' });
  });

  test('from a fork the token only reads, and there are no secrets', async () => {
    requests.length = 0;
    const forked = structuredClone(payload);
    const head = (forked.pull_request as JsonObject).head as JsonObject;
    head.repo = { full_name: 'somebody/widgets' };
    const event = { name: 'pull_request', payload: forked, pullRequest: { base: 'main', head: 'topic' } };
    const secrets = { KEY: 'open-sesame' };
    const changes = { repository: pulled.folder, token, secrets };
    const stranger = await bench.run('pull-request.yml', { ...changes, event });
    expect(requests[0]?.permissions?.['pull-requests']).toBe('read');
    expect(stepOf(stranger, 'read-only', 'secret').log).toBe('[]\n');
    const own = { ...event, payload };
    const friend = await bench.run('pull-request.yml', { ...changes, event: own });
    expect(stepOf(friend, 'read-only', 'secret').log).toBe('[***]\n');
  });

  test('two sides that do not merge are refused', async () => {
    await pulled.git('switch', '--quiet', 'topic');
    await pulled.commit('feat: clash', { 'theirs.txt': 'ours' });
    const event = { name: 'pull_request', payload, pullRequest: { base: 'main', head: 'topic' } };
    const refused = bench.run('pull-request.yml', { repository: pulled.folder, event });
    await expect(refused).rejects.toThrow('found a merge conflict; expected two sides that merge');
  });
});

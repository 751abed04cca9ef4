import { getOctokit } from '@actions/github';
import { afterEach, describe, expect, it } from 'vitest';
import { baseArtifact } from '../../action/github/base-artifact.ts';
import { zipOf } from '../evidence/documents/zip-of.ts';
import { type GitHub, startGitHub } from './loopback.ts';
import { BASE, change, HEAD, stateOf } from './stories.ts';
import { repositoryOf } from './story.ts';

type Run = NonNullable<ReturnType<typeof repositoryOf>['workflow_runs']>[number];

const PATTERNS = ['eval/results/**/run.json'];
const zip = (files: Record<string, string>): string =>
  zipOf(Object.entries(files).map(([name, text]) => ({ name, content: text }))).toString('base64');

const run = (id: number, artifacts: Run['artifacts'], more: Partial<Run> = {}): Run => ({
  id,
  head_branch: 'main',
  head_sha: BASE,
  event: 'push',
  artifacts,
  ...more,
});

let github: GitHub | undefined;
afterEach(async () => {
  await github?.stop();
  github = undefined;
});

async function ask(runs: Run[], token = 'writer', isPrivate = false) {
  github = await startGitHub(
    stateOf({ repositories: [{ ...repositoryOf(change), private: isPrivate, workflow_runs: runs }] }),
  );
  const client = getOctokit(token, { baseUrl: github.url });
  const [owner = '', repo = ''] = change.repository.split('/');
  const found = await baseArtifact(client, { owner, repo }, 'eval-results', BASE, PATTERNS);
  expect(await github.violations()).toEqual([]);
  if (typeof found === 'string') return found;
  return { how: found.how, files: await found.tree.list() };
}

describe('results that a run on the base kept', () => {
  it('are the files of its artifact, where the folder of the results is', async () => {
    const artifacts = [{ id: 1, name: 'eval-results', zip: zip({ 'run.json': '{}', 'results.jsonl': '' }) }];
    expect(await ask([run(9, artifacts)])).toEqual({
      how: 'artifact eval-results of run 9 on bbbbbbb',
      files: ['eval/results/results.jsonl', 'eval/results/run.json'],
    });
  });

  it('come together from the artifacts of all shards', async () => {
    const artifacts = [1, 2].map((index) => ({
      id: index,
      name: `eval-results-${index}`,
      zip: zip({ [`shard-${index}-of-2/run.json`]: '{}' }),
    }));
    expect(await ask([run(9, artifacts)])).toEqual({
      how: 'artifact eval-results-1, eval-results-2 of run 9 on bbbbbbb',
      files: ['eval/results/shard-1-of-2/run.json', 'eval/results/shard-2-of-2/run.json'],
    });
  });

  it('are told by the names of the first three, however many shards there were', async () => {
    const artifacts = Array.from({ length: 20 }, (_, i) => ({
      id: i + 1,
      name: `eval-results-${i + 1}`,
      zip: zip({ [`shard-${i + 1}-of-20/run.json`]: '{}' }),
    }));
    expect(await ask([run(9, artifacts)])).toMatchObject({
      how: 'artifact eval-results-1, eval-results-2, eval-results-3 and 17 more of run 9 on bbbbbbb',
      files: expect.objectContaining({ length: 20 }),
    });
  });

  it('are those of the newest good run that kept any', async () => {
    const kept = (id: number) => [{ id, name: 'eval-results', zip: zip({ [`${id}.json`]: '{}' }) }];
    const runs = [
      run(3, kept(3)),
      run(5, kept(5)),
      run(7, []),
      run(8, kept(8), { conclusion: 'failure' }),
      run(9, kept(9), { event: 'pull_request' }),
      run(10, kept(10), { head_sha: HEAD }),
      run(11, [{ id: 12, name: 'other', zip: zip({}) }]),
    ];
    expect(await ask(runs)).toMatchObject({ files: ['eval/results/5.json'] });
  });

  it.each([
    { name: 'no run', runs: [], says: 'no good run on bbbbbbb kept an artifact eval-results' },
    {
      name: 'an artifact that has expired',
      runs: [run(9, [{ id: 1, name: 'eval-results', expired: true }])],
      says: 'no good run on bbbbbbb kept an artifact eval-results',
    },
    {
      name: 'an artifact that is no zip',
      runs: [run(9, [{ id: 1, name: 'eval-results', zip: Buffer.from('PK').toString('base64') }])],
      says: /^the runs of the base could not be read \(eval-results: found .+\)$/,
    },
  ])('are none where there is $name, and it says so', async ({ runs, says }) => {
    expect(await ask(runs)).toEqual(typeof says === 'string' ? says : expect.stringMatching(says));
  });

  it('are none in a private repository where the token may not ask, and it names the permission', async () => {
    expect(await ask([], 'reader', true)).toBe(
      'the runs of the base could not be asked for (403): give the job the permission `actions: read`',
    );
  });

  it('never leave the folder of the results', async () => {
    const files = { '../../etc/passwd': 'x', '/abs.json': 'x', 'a/../../b.json': 'x', 'ok.json': '{}' };
    const artifacts = [{ id: 1, name: 'eval-results', zip: zip(files) }];
    expect(await ask([run(9, artifacts)])).toMatchObject({ files: ['eval/results/ok.json'] });
  });
});

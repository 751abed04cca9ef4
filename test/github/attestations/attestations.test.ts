import { getOctokit } from '@actions/github';
import { afterEach, describe, expect, it } from 'vitest';
import { attestations, type Vouch } from '../../../action/github/attestations.ts';
import { type Fault, type GitHub, startGitHub } from '../loopback.ts';
import { change, home, stateOf } from '../stories.ts';
import { repositoryOf } from '../story.ts';

const [owner = '', repo = ''] = change.repository.split('/');
const SHA256 = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const ANY = `GET ${home}/attestations/*`;
const requestFor = (sha256: string) => `GET ${home}/attestations/sha256%3A${sha256}`;
const HOLDS = { status: 'verified', workflow: '.github/workflows/poc.yml', commit: 'c' } as const;

let github: GitHub | undefined;
afterEach(async () => {
  await github?.stop();
  github = undefined;
});

type Asked = { token?: string; isPrivate?: boolean; faults?: Fault[]; path?: string };

/** GitHub with these bundles of both files, newest first, and somebody to whom only the one called `good` is good. */
async function open(
  bundles: readonly unknown[],
  { token = 'writer', isPrivate = false, faults = [], path = '' }: Asked = {},
) {
  const listed = [SHA256, OTHER].flatMap((sha256) =>
    bundles.map((bundle) => ({ subject_digest: `sha256:${sha256}`, bundle: bundle as never })),
  );
  github = await startGitHub(
    stateOf({
      repositories: [{ ...repositoryOf(change), private: isPrivate, attestations: listed }],
      faults,
    }),
  );
  const seen: unknown[] = [];
  let loaded = 0;
  const vouch: Vouch = async (bundle) => {
    seen.push(bundle);
    return (bundle as { mediaType?: string }).mediaType === 'good'
      ? HOLDS
      : { status: 'unsigned', why: `it is ${JSON.stringify(bundle)}` };
  };
  const client = getOctokit(token, { baseUrl: `${github.url}${path}` });
  const signatureOf = attestations(client, { owner, repo }, async () => {
    loaded += 1;
    return vouch;
  });
  const requests = async () =>
    (await (github as GitHub).journal()).map(({ method, path: at }) => `${method} ${at}`);
  return { signatureOf, client, seen, loads: () => loaded, requests, violations: github.violations };
}

const many = (n: number) => Array.from({ length: n }, (_, i) => ({ mediaType: String(i) }));

describe('the attestations of a file', () => {
  it.each([
    ['the only one', [{ mediaType: 'good' }]],
    ['the newest', [{ mediaType: 'good' }, { mediaType: 'bad' }]],
    ['an older one', [{ mediaType: 'bad' }, null, { mediaType: 'good' }]],
    ['one on the second page', [...many(100), { mediaType: 'good' }]],
  ])('vouch for it when %s holds', async (_, bundles) => {
    const { signatureOf, violations } = await open(bundles);
    expect(await signatureOf(SHA256)).toEqual(HOLDS);
    expect(await violations()).toEqual([]);
  });

  it.each([
    [99, 1],
    [100, 1],
    [101, 2],
    [501, 5],
  ])('are %i on the pages that it takes, and on five at most: %i', async (n, pages) => {
    const { signatureOf, requests, seen } = await open(many(n));
    expect(await signatureOf(SHA256)).toMatchObject({ status: 'unsigned' });
    expect(await requests()).toHaveLength(pages);
    expect(seen).toEqual(many(Math.min(n, 500)));
  });

  it('cost one call for each digest, and the judge is got once', async () => {
    const { signatureOf, requests, loads } = await open([{ mediaType: 'good' }]);
    const all = await Promise.all([SHA256, SHA256, OTHER].map(signatureOf));
    expect(all.map(({ status }) => status)).toEqual(['verified', 'verified', 'verified']);
    expect(await requests()).toEqual([requestFor(SHA256), requestFor(OTHER)]);
    expect(loads()).toBe(1);
  });

  it('need no judge where there are none', async () => {
    const { signatureOf, loads } = await open([]);
    expect(await signatureOf(SHA256)).toMatchObject({ status: 'unsigned' });
    expect(loads()).toBe(0);
  });

  it('are found on an Enterprise Server too', async () => {
    const { signatureOf } = await open([...many(100), { mediaType: 'good' }], { path: '/api/v3' });
    expect(await signatureOf(SHA256)).toEqual(HOLDS);
  });

  it('are asked for in the version of the API that brings them along', async () => {
    const { signatureOf, client } = await open([{ mediaType: 'good' }]);
    const versions: unknown[] = [];
    client.hook.before('request', ({ headers }) => {
      versions.push(headers['x-github-api-version']);
    });
    await signatureOf(SHA256);
    expect(versions).toEqual(['2022-11-28']);
  });
});

const status = (code: number, body?: unknown, nth: 1 | 'every' = 1): Fault => ({
  on: ANY,
  nth,
  effect: { kind: 'status', status: code, body, headers: { 'retry-after': '0' }, applied: false },
});

describe('nobody vouches for a file', () => {
  it.each<[string, readonly unknown[], Asked, string]>([
    ['that has no attestation', [], {}, 'GitHub knows no attestation of it (404)'],
    [
      'of which the list is empty',
      [],
      { faults: [status(200, { attestations: [] })] },
      'GitHub knows no attestation of it',
    ],
    ['whose attestation does not hold', [{ mediaType: '1' }], {}, 'it is {"mediaType":"1"}'],
    [
      'none of whose attestations holds',
      [{ mediaType: '1' }, { mediaType: '2' }],
      {},
      'none of its 2 attestations holds; of the newest it is {"mediaType":"1"}',
    ],
    [
      'whose attestation lies elsewhere',
      [null],
      {},
      'GitHub gave an address in place of its attestation, and the gate asks nobody but GitHub’s API',
    ],
    [
      'when the token may not ask',
      [{ mediaType: 'good' }],
      { token: 'reader', isPrivate: true },
      'GitHub may not be asked for attestations (403): give the job the permission `attestations: read`',
    ],
    [
      'when the token is none',
      [{ mediaType: 'good' }],
      { token: 'wrong' },
      'GitHub could not be asked for attestations (401: Bad credentials',
    ],
    [
      'when GitHub is down',
      [{ mediaType: 'good' }],
      { faults: [status(500, undefined, 'every')] },
      'GitHub could not be asked for attestations (500: ',
    ],
    [
      'when a proxy answers',
      [{ mediaType: 'good' }],
      { faults: [status(200, '<html>hello</html>')] },
      'GitHub’s list of attestations could not be read',
    ],
    [
      'when the answer is no list',
      [{ mediaType: 'good' }],
      { faults: [status(200, { attestations: { bundle: 1 } })] },
      'GitHub’s list of attestations could not be read',
    ],
    [
      'when the answer is null',
      [{ mediaType: 'good' }],
      { faults: [status(200, { attestations: [null] })] },
      'GitHub’s list of attestations could not be read',
    ],
    [
      'when GitHub asks for patience three times',
      [{ mediaType: 'good' }],
      { faults: [{ on: ANY, nth: 'every', effect: { kind: 'secondary-rate-limit', retry_after: 0 } }] },
      'GitHub could not be asked for attestations (403: You have exceeded a secondary rate limit',
    ],
  ])('%s', async (_, bundles, asked, why) => {
    const { signatureOf } = await open(bundles, asked);
    const signature = await signatureOf(SHA256);
    expect(signature).toEqual({ status: 'unsigned', why: expect.stringContaining(why) });
    expect(JSON.stringify(signature)).not.toMatch(/writer|reader|wrong/);
  });

  it.each([
    ['fails once', status(500)],
    ['asks for patience once', { on: ANY, nth: 1, effect: { kind: 'secondary-rate-limit', retry_after: 0 } }],
    ['drops a connection', { on: ANY, nth: 1, effect: { kind: 'drop', applied: false } }],
  ] satisfies [string, Fault][])('but somebody does when GitHub %s', async (_, fault) => {
    const { signatureOf } = await open([{ mediaType: 'good' }], { faults: [fault] });
    expect(await signatureOf(SHA256)).toEqual(HOLDS);
  });
});

import { getOctokit } from '@actions/github';
import { afterEach, describe, expect, it } from 'vitest';
import { organisationPolicy, type PinnedFile, pinnedFile } from '../../action/github/organisation-policy.ts';
import { type GitHub, startGitHub } from './loopback.ts';
import { change, HEAD, stateOf } from './stories.ts';
import { repositoryOf } from './story.ts';

const POLICY = `version: 1
name: Acme
bars:
  eval/pass-rate:
    reviewed: 0.9
never_waived: [eval/must-never]
`;

let github: GitHub | undefined;
afterEach(async () => {
  await github?.stop();
  github = undefined;
});

async function ask(file: Partial<PinnedFile> = {}, token = 'writer', text = POLICY) {
  const repository = {
    ...repositoryOf(change),
    owner: 'acme',
    name: 'policies',
    private: true,
    commits: [{ sha: HEAD, parents: [], files: { 'poc-policy.yaml': text, 'teams/a.yaml': POLICY } }],
  };
  github = await startGitHub(stateOf({ repositories: [repository] }));
  const found = await organisationPolicy(getOctokit(token, { baseUrl: github.url }), {
    owner: 'acme',
    repo: 'policies',
    path: 'poc-policy.yaml',
    commit: HEAD,
    ...file,
  });
  expect(await github.violations()).toEqual([]);
  return found;
}

describe('the policy of an organisation', () => {
  it('is read from its repository, and says from where', async () => {
    expect(await ask()).toMatchObject({
      from: `acme/policies/poc-policy.yaml@${HEAD.slice(0, 7)}`,
      value: {
        name: 'Acme',
        bars: { 'eval/pass-rate': { reviewed: 0.9 } },
        never_waived: ['eval/must-never'],
      },
    });
  });

  it('may stand at another path', async () => {
    expect(await ask({ path: 'teams/a.yaml' })).toMatchObject({ value: { name: 'Acme' } });
  });

  it.each([
    ['no such file', { path: 'policy.yaml' }, 'writer', 'found no such file; expected a policy'],
    ['no such commit', { commit: 'd'.repeat(40) }, 'writer', 'found status 404'],
    ['no such repository', { repo: 'policy' }, 'writer', 'found status 404'],
    ['a token that is not known', {}, 'nobody', 'found status 401'],
  ] as const)('is a problem with %s, in three parts and without the token', async (_, file, token, says) => {
    const found = await ask(file, token);
    expect(found).toMatchObject({ problem: expect.stringContaining(says) });
    expect(JSON.stringify(found)).not.toContain('nobody');
  });

  it('is a problem when it is none, with line and field', async () => {
    expect(await ask({}, 'writer', POLICY.replace('reviewed', 'revewed'))).toMatchObject({
      problem: expect.stringMatching(
        /^acme\/policies\/poc-policy\.yaml@\w{7}:5:5: bars\.eval\/pass-rate\.revewed: found/,
      ),
    });
  });
});

describe('the input that names it', () => {
  const commit = HEAD;
  it.each([
    [`acme/policies@${commit}`, { owner: 'acme', repo: 'policies', path: 'poc-policy.yaml', commit }],
    [
      `acme/policies/teams/a.yaml@${commit}`,
      { owner: 'acme', repo: 'policies', path: 'teams/a.yaml', commit },
    ],
  ])('%s is read', (text, expected) => {
    expect(pinnedFile(text)).toEqual(expected);
  });

  it.each([
    'acme/policies@main',
    'acme/policies@v1',
    `acme/policies@${commit.slice(0, 7)}`,
    `acme/policies/../secrets@${commit}`,
    `policies@${commit}`,
    'acme/policies',
  ])('%s is none, since it can be moved or leads elsewhere', (text) => {
    expect(pinnedFile(text)).toBeNull();
  });
});

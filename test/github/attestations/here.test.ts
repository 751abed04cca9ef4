import { createHash } from 'node:crypto';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { getOctokit } from '@actions/github';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Stage } from '../../../action/contract/stage.ts';
import { openRepository } from '../../../action/evidence/repository.ts';
import { notHere } from '../../../action/evidence/signatures.ts';
import { readTrustedRoots, signaturesHere } from '../../../action/github/attestations/here.ts';
import { aFolder, aPoc } from '../../repository-builder.ts';
import { type GitHub, startGitHub } from '../loopback.ts';
import { repositoryOf } from '../story.ts';
import { openSigstore } from './sigstore.ts';

const TOKEN = 'ghs_reads-attestations';
const FILE = 'proof/security/access-control.json';
const sha256 = createHash('sha256').update('proof').digest('hex');
const running: GitHub[] = [];
afterEach(async () => {
  for (const github of running.splice(0)) await github.stop();
});

/** A POC that is moved from one stage to another, and whose proof was attested on the base. */
async function scene(before: Stage, after: Stage) {
  const sigstore = await openSigstore();
  const poc = await aPoc({
    stage: before,
    files: { [FILE]: 'proof', '.github/workflows/poc.yml': 'on: push\n' },
  });
  const { git, folder } = poc.repository;
  const base = await git('rev-parse', 'HEAD');
  const declared = parse(await readFile(join(folder, 'poc.yaml'), 'utf8')) as object;
  await poc.commit('Moves the stage', { 'poc.yaml': stringify({ ...declared, stage: after }) });
  const bundle = await sigstore.attest({ sha256, commit: base });
  const story = {
    repository: 'acme/triage',
    number: 7,
    author: 'ada',
    head: { ref: 'work', sha: 'a'.repeat(40) },
    base: { ref: 'main', sha: base },
  };
  const github = await startGitHub({
    tokens: { [TOKEN]: { permissions: { attestations: 'read' } } },
    repositories: [
      {
        ...repositoryOf(story),
        attestations: [{ subject_digest: `sha256:${sha256}`, bundle: bundle as never }],
      },
    ],
  });
  running.push(github);
  const checkout = await openRepository(folder);
  if (checkout === null) throw new Error('expected a repository');
  const signatureOf = await signaturesHere({
    client: getOctokit(TOKEN, { baseUrl: github.url }),
    place: { owner: 'acme', repo: 'triage' },
    server: 'https://github.com',
    repository: 'acme/triage',
    repositoryId: '186853002',
    folder,
    checkout,
    base: { commit: base, how: 'the base' },
    trustedRoots: sigstore.root,
  });
  return { signatureOf, base, github };
}

describe('signatures', () => {
  it.each<[Stage, Stage]>([
    ['pilot', 'pilot'],
    ['production', 'production'],
    ['explore', 'pilot'],
    ['production', 'explore'],
  ])('are asked for when a pull request goes from %s to %s', async (before, after) => {
    const { signatureOf, base, github } = await scene(before, after);
    expect(await signatureOf(sha256)).toEqual({
      status: 'verified',
      workflow: '.github/workflows/poc.yml',
      commit: base,
    });
    expect(await github.journal()).toHaveLength(1);
  });

  it('are not asked for in explore, where nothing hangs on them', async () => {
    const { signatureOf, github } = await scene('explore', 'explore');
    expect(signatureOf).toBe(notHere);
    expect(await github.journal()).toEqual([]);
  });
});

describe('the file of trusted roots', () => {
  it('is none when it is not named', async () => {
    expect(await readTrustedRoots('', await aFolder())).toBeNull();
  });

  it('is read from anywhere but the checkout', async () => {
    const elsewhere = await aFolder({ 'roots.jsonl': 'roots' });
    expect(await readTrustedRoots(join(elsewhere, 'roots.jsonl'), await aFolder())).toBe('roots');
  });

  it('may lie beside the checkout, in a folder whose name begins like it', async () => {
    const both = await aFolder({ 'poc/a': '', 'poc-roots/roots.jsonl': 'roots' });
    expect(await readTrustedRoots(join(both, 'poc-roots/roots.jsonl'), join(both, 'poc'))).toBe('roots');
  });

  it('is refused in the checkout, where a pull request could bring its own', async () => {
    const checkout = await aFolder({ 'roots.jsonl': 'roots' });
    expect(await readTrustedRoots(join(checkout, 'roots.jsonl'), checkout)).toEqual({
      problem: expect.stringContaining('lies in the checkout'),
    });
  });

  it('is refused when it leads into the checkout', async () => {
    const checkout = await aFolder({ 'roots.jsonl': 'roots' });
    const outside = await aFolder();
    await symlink(join(checkout, 'roots.jsonl'), join(outside, 'link.jsonl'));
    expect(await readTrustedRoots(join(outside, 'link.jsonl'), checkout)).toEqual({
      problem: expect.stringContaining('lies in the checkout'),
    });
  });

  it.each(['none.jsonl', '.'])('is named when it cannot be read (%s)', async (name) => {
    const elsewhere = await aFolder();
    expect(await readTrustedRoots(join(elsewhere, name), await aFolder())).toEqual({
      problem: expect.stringMatching(
        /^Input trusted-root: .* could not be read; expected a file that .* Write it to/,
      ),
    });
  });
});

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Attested, openSigstore, type Sigstore } from '../github/attestations/sigstore.ts';
import { aFolder, type Poc } from '../repository-builder.ts';
import { resultOf, tell } from './results-scene.ts';
import { MAY_ALL, type Scene, type SceneOptions, scenes, TOKEN } from './scene.ts';

const open = scenes();
const CHECK = 'eval/pass-rate';
const FILES = 2;

let sigstore: Sigstore;
let roots: string;
beforeAll(async () => {
  sigstore = await openSigstore();
  roots = join(await aFolder({ 'trusted_root.jsonl': `${sigstore.root}\n` }), 'trusted_root.jsonl');
});

type Told = {
  stage?: 'explore' | 'pilot' | 'production';
  attested?: Partial<Attested>;
  /** Which files of the results are attested; all of them unless told. */
  only?: (file: string) => boolean;
  /** What the pull request does after the results were attested. */
  then?: (poc: Poc) => Promise<void>;
  private?: boolean;
  permissions?: SceneOptions['permissions'];
};

/** A pull request on a POC whose results a run on the base attested. */
function attestedOnBase(told: Told = {}): SceneOptions {
  const { stage = 'production', attested, only = () => true, then } = told;
  const attestations: { subject_digest: string; bundle: never }[] = [];
  return {
    poc: { stage },
    permissions: told.permissions ?? { ...MAY_ALL, attestations: 'read' },
    change: async (poc) => {
      const commit = await poc.repository.git('rev-parse', 'HEAD');
      const folder = join(poc.folder, 'eval/results');
      for (const file of (await readdir(folder)).filter(only)) {
        const sha256 = createHash('sha256')
          .update(await readFile(join(folder, file)))
          .digest('hex');
        const bundle = await sigstore.attest({ sha256, commit, ...attested });
        attestations.push({ subject_digest: `sha256:${sha256}`, bundle: bundle as never });
      }
      await poc.write({ 'NOTES.md': 'A change that touches nothing.\n' });
      await then?.(poc);
    },
    state: () => ({ attestations, private: told.private ?? false }),
  };
}

const calls = async (scene: Scene): Promise<number> =>
  (await scene.github.journal()).filter((one) => one.operation === 'repos/list-attestations').length;

async function judged(told: Told = {}, inputs: Record<string, string> = { 'trusted-root': roots }) {
  const scene = await open(attestedOnBase(told));
  const { ended, report } = await tell(scene, inputs);
  return { scene, ended, result: resultOf(report, CHECK), calls: await calls(scene) };
}

describe('results in production', () => {
  it('are proven when a workflow of this repository attested them, at the cost of one call a file', async () => {
    const { scene, ended, result, calls } = await judged();
    expect(result.outcome).toBe('pass');
    expect(calls).toBe(FILES);
    expect(await scene.github.violations()).toEqual([]);
    expect(ended.log).not.toContain(TOKEN);
  });

  it.each<[string, Told, string]>([
    [
      'nobody attested them',
      { only: () => false },
      'eval/results/run.json: GitHub knows no attestation of it (404)',
    ],
    [
      'one of their files is not attested',
      { only: (file) => file === 'run.json' },
      'eval/results/results.jsonl: GitHub knows no attestation of it (404)',
    ],
    [
      'a run of another repository attested them',
      { attested: { repository: 'mallory/triage' } },
      'which is another repository',
    ],
    [
      'an attestation of another file was copied',
      { attested: { sha256: 'f'.repeat(64) } },
      'about another file',
    ],
    [
      'they were attested on a commit that nobody here has',
      { attested: { commit: 'd'.repeat(40) } },
      'commit ddddddd, which is not in this clone',
    ],
    [
      'the job may not ask',
      { private: true, permissions: MAY_ALL },
      'give the job the permission `attestations: read`',
    ],
  ])('are not proven when %s', async (_, told, why) => {
    const { result, ended } = await judged(told);
    expect(result).toMatchObject({
      outcome: 'not-proven',
      message: expect.stringContaining(why),
      blocks: true,
    });
    expect(ended.code).toBe(1);
    expect(ended.log).not.toContain(TOKEN);
  });

  it('are not proven when a byte of them was changed afterwards', async () => {
    const then = async (poc: Poc) => {
      const text = await readFile(join(poc.folder, 'eval/results/results.jsonl'), 'utf8');
      await poc.write({ 'eval/results/results.jsonl': text.replace('"latency_ms":12', '"latency_ms":13') });
    };
    expect((await judged({ then })).result).toMatchObject({
      outcome: 'not-proven',
      message: expect.stringContaining('nobody vouches for it'),
    });
  });

  it('are not proven by an authority that only the attestation knows', async () => {
    const { result } = await judged({}, {});
    expect(result).toMatchObject({
      outcome: 'not-proven',
      message: expect.stringContaining('of no authority that is trusted here'),
    });
  });
});

describe('before production', () => {
  it('a pilot passes without, and asks all the same for what production would say', async () => {
    const { result, calls } = await judged({ stage: 'pilot', only: () => false });
    expect(result.outcome).toBe('pass');
    expect(calls).toBe(FILES);
  });

  it('nobody is asked in explore', async () => {
    expect((await judged({ stage: 'explore' })).calls).toBe(0);
  });
});

it('a trusted root that a pull request could change keeps the gate from judging', async () => {
  const scene = await open(attestedOnBase());
  const inside = join(scene.poc.folder, 'trusted_root.jsonl');
  await scene.poc.commit('A root of its own', { 'trusted_root.jsonl': sigstore.root });
  const ended = await scene.gate('pull_request.opened', { 'trusted-root': inside });
  expect(ended.code).toBe(1);
  expect(ended.annotations[0]?.data).toContain('lies in the checkout, where a pull request could change it');
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import nodePlop from 'node-plop';
import { describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../generator/questions.ts';
import { buildPackage } from './built-package.ts';
import { emptyFolder, REPOSITORY, writeTree } from './fake-package.ts';
import { ADA, ANSWERS, FLAGS, gitEnv } from './test-desk.ts';

/** Plop resolves packs the old way: by `main`, blind to `exports`. */
const { root } = buildPackage({ main: './build/generator/plop-pack.js' });

/** A project with a plopfile of its own, and create-poc installed in it. */
function project(files: Record<string, string> = {}): string {
  const folder = emptyFolder();
  writeTree(folder, {
    'plopfile.mjs': "export default async (plop) => { await plop.load('create-poc'); };\n",
    ...files,
  });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/create-poc'));
  return folder;
}

const made = (folder: string) =>
  readdirSync(folder).filter((name) => !['node_modules', 'plopfile.mjs'].includes(name));
const typed = { ...ANSWERS, minutes: '6', labels: ANSWERS.labels.join(','), fields: '', parts: 'none' };

describe('the plop pack under node-plop', () => {
  const loaded = async (folder: string) => (await nodePlop(join(folder, 'plopfile.mjs'))).getGenerator('poc');

  it('gives a generator that asks every question', async () => {
    const { prompts } = await loaded(project());
    expect(Array.isArray(prompts) && prompts.map((prompt) => prompt.name)).toEqual(
      QUESTIONS.map(({ key }) => key),
    );
  });

  it('makes the repository below the plopfile', async () => {
    const folder = project();
    const { changes, failures } = await (await loaded(folder)).runActions(typed);
    expect(failures).toEqual([]);
    expect(changes).toEqual([
      { type: 'create-poc', path: expect.stringMatching(/^mail-triage: \d+ files \(git: committed\)$/) },
    ]);
    expect(made(folder)).toEqual(['mail-triage']);
    expect(JSON.parse(readFileSync(join(folder, 'mail-triage/.poc.json'), 'utf8')).answers).toEqual(ANSWERS);
  });

  it('leaves nothing half written when a file is there, and says which', async () => {
    const folder = project({ 'mail-triage/poc.yaml': 'mine' });
    const { changes, failures } = await (await loaded(folder)).runActions(typed);
    expect(changes).toEqual([]);
    expect(failures).toEqual([
      expect.objectContaining({ error: expect.stringContaining('overwritten: poc.yaml') }),
    ]);
    expect(readdirSync(join(folder, 'mail-triage'))).toEqual(['poc.yaml']);
  });

  it('refuses labels for a workflow that has none, in words', async () => {
    const folder = project();
    const { failures } = await (await loaded(folder)).runActions({ ...typed, kind: 'draft' });
    const said = '--labels: found "R&D,a: b,#3"; expected none: only classify has labels.';
    expect(failures).toEqual([expect.objectContaining({ error: expect.stringContaining(said) })]);
    expect(made(folder)).toEqual([]);
  });

  it('refuses answers that are not good, in words', async () => {
    const folder = project();
    const { failures } = await (await loaded(folder)).runActions({ ...typed, labels: 'one', minutes: 'x' });
    expect(failures).toEqual([
      expect.objectContaining({ error: expect.stringMatching(/two labels or more(.|\n)*|minutes above 0/) }),
    ]);
    expect(made(folder)).toEqual([]);
  });
});

describe('the plop pack under the plop command', () => {
  const plop = (folder: string, words: readonly string[]) => {
    const command = join(REPOSITORY, 'node_modules/plop/bin/plop.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], {
      cwd: folder,
      env: { ...gitEnv(ADA), NO_COLOR: '1' } as NodeJS.ProcessEnv,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };
  const given = new Map(FLAGS.flatMap((flag, index) => (index % 2 === 0 ? [[flag, FLAGS[index + 1]]] : [])));
  // Every question in its order; what is for another kind is left empty.
  const words = QUESTIONS.map(({ flag }) => (flag === 'NAME' ? ANSWERS.name : (given.get(flag) ?? '')));

  it('makes the repository from answers on the command line', () => {
    const folder = project();
    const { status, said } = plop(folder, ['poc', ...words]);
    expect(said).toContain('mail-triage: ');
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'mail-triage/.poc.json'), 'utf8')).answers).toEqual(ANSWERS);
  });

  it('fails with the reason for an answer that is not good, and makes nothing', () => {
    const folder = project();
    const { status, said } = plop(folder, ['poc', 'con', ...words.slice(1)]);
    expect(said).toContain('name: expected another name: Windows keeps this one for a device');
    expect(status).toBe(1);
    expect(made(folder)).toEqual([]);
  });

  it('fails when the folder is not empty', () => {
    const folder = project({ 'mail-triage/poc.yaml': 'mine' });
    const { status, said } = plop(folder, ['poc', ...words]);
    expect(said).toContain('found files that would be overwritten: poc.yaml');
    expect(status).toBe(1);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { manifest } from '../../action/contract/manifest.ts';
import { describeProblem } from '../../action/contract/problem.ts';
import { openCommitTree } from '../../action/evidence/commit-tree.ts';
import { digestInputs, digestOf } from '../../action/evidence/digests.ts';
import { openGit } from '../../action/evidence/git.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { aRepository, aTree, type Files } from '../repository-builder.ts';

const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
const of = (files: Parameters<typeof aTree>[0]) => digestOf(aTree(files), ['src/**']);

const ONE = { 'src/a.ts': 'a\nb\n', 'src/b.ts': 'c\n' };

describe('the digest of files', () => {
  it('is the one that its description says', async () => {
    const lines = `src/a.ts\0${sha256('a\nb\n')}\nsrc/b.ts\0${sha256('c\n')}\n`;
    expect(await of(ONE)).toBe(`sha256:${sha256(lines)}`);
  });

  it('of no files is that of nothing', async () => {
    expect(await of({ 'other/a.ts': '' })).toBe(`sha256:${sha256('')}`);
  });

  it('is the same with LF and with CRLF', async () => {
    expect(await of({ 'src/a.ts': 'a\r\nb\r\n', 'src/b.ts': 'c\r\n' })).toBe(await of(ONE));
  });

  it('leaves bytes that are no text as they are, but for line ends', async () => {
    const bytes = new Uint8Array([0, 255, 128, 13, 10, 13]);
    const content = sha256(new Uint8Array([0, 255, 128, 10, 13]));
    expect(await of({ 'src/x': bytes })).toBe(`sha256:${sha256(`src/x\0${content}\n`)}`);
  });

  it('reads bytes that are a window on a larger buffer', async () => {
    const window = new Uint8Array(new TextEncoder().encode('--a\r\nb--').buffer, 2, 4);
    expect(await of({ 'src/x': window })).toBe(await of({ 'src/x': 'a\nb' }));
  });

  it('is the same when something else changes', async () => {
    expect(await of({ ...ONE, 'README.md': 'x' })).toBe(await of(ONE));
  });

  it.each<[string, Parameters<typeof aTree>[0]]>([
    ['is added', { ...ONE, 'src/c.ts': '' }],
    ['is removed', { 'src/a.ts': 'a\nb\n' }],
    ['is renamed', { 'src/a.ts': 'a\nb\n', 'src/z.ts': 'c\n' }],
    ['is changed', { ...ONE, 'src/b.ts': 'd\n' }],
    ['is changed in white space', { ...ONE, 'src/b.ts': 'c \n' }],
    ['loses its last line end', { ...ONE, 'src/b.ts': 'c' }],
    ['swaps its content with another', { 'src/a.ts': 'c\n', 'src/b.ts': 'a\nb\n' }],
    ['becomes a link', { ...ONE, 'src/b.ts': { status: 'unreadable', why: 'a symbolic link' } }],
    ['cannot be found', { ...ONE, 'src/b.ts': { status: 'missing' } }],
    [
      'has a name that looks like two entries',
      { 'src/a.ts': 'a\nb\n', [`src/b.ts\n${sha256('c\n')}`]: 'c\n' },
    ],
  ])('is another when a file %s', async (_, files) => {
    expect(await of(files)).not.toBe(await of(ONE));
  });

  it('of a commit is that of the files on disk, before and after a deletion is committed', async () => {
    const { folder, commit, write, git } = await aRepository();
    await commit('one', { 'src/a.ts': '1', 'src/b.ts': '2', 'src/ü b.ts': '3' });
    const onDisk = async () => digestOf(await openWorkingTree(folder, openGit(folder)), ['src/**']);
    const committed = async () =>
      digestOf(openCommitTree(openGit(folder), await git('rev-parse', 'HEAD'), ''), ['src/**']);
    expect(await onDisk()).toBe(await committed());
    await write({ 'src/b.ts': null });
    const before = await onDisk();
    await commit('two');
    expect(await committed()).toBe(before);
    expect(await onDisk()).toBe(before);
  });

  it('is the same with git and without', async () => {
    const { folder } = await aRepository({ 'src/a.ts': '1', 'src/.b': '2', 'src/l': { link: 'a.ts' } });
    const withGit = await digestOf(await openWorkingTree(folder, openGit(folder)), ['src/**']);
    expect(await digestOf(await openWorkingTree(folder, null), ['src/**'])).toBe(withGit);
  });
});

const { inputs } = manifest.shape.evidence.parse({});

describe('the digests of the inputs of an eval', () => {
  const files: Files = {
    'eval/cases/a.jsonl': '1',
    'src/a.ts': '2',
    'data/train.jsonl': '3',
    'prompts/p.md': '4',
    'eval/grader.ts': '5',
    'policy/thresholds.yaml': '6',
    'policy/kill.yaml': '7',
  };
  const taken = async (more: Parameters<typeof aTree>[0] = {}) =>
    digestInputs(aTree({ ...(files as Record<string, string>), ...more }), inputs);

  it.each([
    ['eval/cases/a.jsonl', ['cases']],
    ['eval/cases/deep/b.jsonl', ['cases']],
    ['src/a.ts', ['source']],
    ['data/train.jsonl', ['source']],
    ['prompts/p.md', ['prompts']],
    ['eval/grader.ts', ['grader']],
    ['policy/thresholds.yaml', ['policy']],
    ['policy/kill.yaml', []],
    ['README.md', []],
  ])('change, when %s does, in %j alone', async (file, kinds) => {
    const before = await taken();
    const after = await taken({ [file]: 'changed' });
    if (before.status !== 'read' || after.status !== 'read') throw new Error('unread');
    const changed = Object.keys(before.value).filter(
      (kind) => before.value[kind as 'cases'] !== after.value[kind as 'cases'],
    );
    expect(changed).toEqual(kinds);
  });

  it.each([
    [{ status: 'unreadable', why: 'a symbolic link' } as const, 'a symbolic link'],
    [{ status: 'unreadable', why: 'a submodule' } as const, 'a submodule'],
    [{ status: 'missing' } as const, 'a name that cannot be read'],
  ])('are not taken over %j, whose content could change unseen', async (content, found) => {
    const reading = await taken({ 'src/model.bin': content });
    expect(reading.status === 'invalid' ? reading.problems.map(describeProblem) : reading).toEqual([
      `src/model.bin: found ${found}; expected a file, since it is an input of the eval and its content decides what a result means. Put the file itself there, or take it out of \`evidence.inputs\` in \`poc.yaml\`.`,
    ]);
  });

  it('are not taken when the whole of src is a link', async () => {
    const { folder } = await aRepository({ 'lib/a.ts': '', src: { link: 'lib' } });
    const reading = await digestInputs(await openWorkingTree(folder, openGit(folder)), inputs);
    expect(reading).toMatchObject({
      status: 'invalid',
      problems: [{ location: { file: 'src' }, found: 'a symbolic link' }],
    });
  });
});

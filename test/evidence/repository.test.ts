import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GitFailure } from '../../action/evidence/git.ts';
import {
  addedAt,
  authorsOf,
  changedFiles,
  openRepository,
  proposersOf,
  type Repository,
  resolveCommit,
} from '../../action/evidence/repository.ts';
import { aFolder, aRepository, type RepositoryBuilder } from '../repository-builder.ts';

async function opened(folder: string): Promise<Repository> {
  const repository = await openRepository(folder);
  if (repository === null) throw new Error('expected a repository');
  return repository;
}

/** A clone of the last commit alone. */
async function shallow(of: RepositoryBuilder): Promise<string> {
  const folder = await aFolder();
  await of.git('clone', '--quiet', '--depth', '1', `file://${of.folder}`, folder);
  return folder;
}

describe('the repository around a folder', () => {
  it('is none where there is no git', async () => {
    expect(await openRepository(await aFolder({ 'poc.yaml': '' }))).toBeNull();
  });

  it('has no head before the first commit', async () => {
    const { folder } = await aRepository({ 'a.txt': '' });
    expect(await opened(folder)).toMatchObject({ head: null, prefix: '', complete: true });
  });

  it('has the same head wherever and whenever it is made', async () => {
    const { folder, commit } = await aRepository();
    await commit('one', { 'a.txt': 'a\n' });
    expect((await opened(folder)).head).toBe('b087178c0944ec36c0114e46059b05218e1a2738');
  });

  it('is the same when the head is detached', async () => {
    const { folder, commit, git } = await aRepository();
    const first = await commit('one', { 'a.txt': 'a' });
    await commit('two', { 'a.txt': 'b' });
    await git('checkout', '--quiet', '--detach', first);
    expect(await opened(folder)).toMatchObject({ head: first, complete: true });
  });

  it('knows the POC’s folder inside it, whatever its name', async () => {
    const { folder, commit } = await aRepository();
    await commit('one', { 'pocs/ü b/x': '' });
    expect(await opened(join(folder, 'pocs/ü b'))).toMatchObject({ prefix: 'pocs/ü b/' });
  });

  it('cannot be made to vanish, and its base with it, by a pull request that ignores the POC’s folder', async () => {
    const { folder, commit } = await aRepository();
    await commit('one', { 'poc/poc.yaml': '' });
    const head = await commit('two', { '.gitignore': '/poc/\npoc\n*\n', 'poc/.gitignore': '*\n' });
    expect(await opened(join(folder, 'poc'))).toMatchObject({ head, prefix: 'poc/' });
  });

  it('is not complete in a shallow clone', async () => {
    const origin = await aRepository();
    await origin.commit('one', { a: '1' });
    const head = await origin.commit('two', { a: '2' });
    expect(await opened(await shallow(origin))).toMatchObject({ head, complete: false });
  });

  it('is refused, not passed over, where git cannot read it', async () => {
    const { folder, write } = await aRepository();
    await write({ '.git/config': '[core' });
    await expect(openRepository(folder)).rejects.toThrow(GitFailure);
  });
});

describe('a name', () => {
  it.each([
    ['main', true],
    ['HEAD~1', true],
    ['v1', true],
    ['', false],
    ['none', false],
    ['f'.repeat(40), false],
    ['HEAD:a.txt', false],
    ['HEAD^{tree}', false],
    ['HEAD~5', false],
    ['^main', false],
    ['HEAD..main', false],
    ['--all', false],
    ['-n1', false],
    ['--output=x', false],
  ])('"%s" is a commit: %s', async (name, is) => {
    const { folder, commit, git } = await aRepository();
    await commit('one', { 'a.txt': '1' });
    await commit('two', { 'a.txt': '2' });
    await git('tag', '-a', '-m', 'tag', 'v1');
    const id = await resolveCommit(await opened(folder), name);
    expect(id === null ? null : id.length).toBe(is ? 40 : null);
  });

  it('of a tag is the commit that it tags', async () => {
    const { folder, commit, git } = await aRepository();
    const id = await commit('one');
    await git('tag', '-a', '-m', 'tag', 'v1');
    expect(await resolveCommit(await opened(folder), 'v1')).toBe(id);
  });
});

describe('changed files', () => {
  it('between two commits are those added, changed, removed, and both names of a renamed one', async () => {
    const { folder, commit } = await aRepository();
    const long = 'the same text in both, so that git would call it a rename\n'.repeat(9);
    const base = await commit('one', { same: '1', changed: '1', removed: '1', 'old name': long });
    const head = await commit('two', {
      changed: '2',
      removed: null,
      added: '2',
      'old name': null,
      'new name': long,
    });
    expect(await changedFiles(await opened(folder), base, head)).toEqual([
      'added',
      'changed',
      'new name',
      'old name',
      'removed',
    ]);
  });

  it('are named whole, and a changed mode or type is a change', async () => {
    const { folder, commit, git } = await aRepository();
    const base = await commit('one', { 'ü\n.txt': '1', mode: '1', type: '1' });
    await git('update-index', '--chmod=+x', 'mode');
    await git('commit', '--quiet', '-m', 'mode');
    const head = await commit('two', { 'ü\n.txt': '2', type: { link: 'mode' } });
    expect(await changedFiles(await opened(folder), base, head)).toContain('ü\n.txt');
    expect(await changedFiles(await opened(folder), base, head)).toContain('type');
  });

  it('on disk are those of the commits since, of the index, of nobody yet, but not the ignored', async () => {
    const { folder, commit, write, git } = await aRepository();
    const base = await commit('one', { 'a.txt': '1', 'b.txt': '1', 'c.txt': '1', '.gitignore': '*.log\n' });
    await commit('two', { 'a.txt': '2' });
    await write({ 'b.txt': '2' });
    await git('add', 'b.txt');
    await write({ 'c.txt': null, 'new.txt': '', 'x.log': '' });
    expect(await changedFiles(await opened(folder), base, null)).toEqual([
      'a.txt',
      'b.txt',
      'c.txt',
      'new.txt',
    ]);
  });

  it('outside of the POC’s folder start with ../, also the new ones', async () => {
    const { folder, commit, write } = await aRepository();
    const base = await commit('one', { 'pocs/a/poc.yaml': '1', 'pocs/b/poc.yaml': '1', 'top.txt': '1' });
    await write({ 'pocs/a/poc.yaml': '2', 'pocs/b/poc.yaml': '2', 'top.txt': '2' });
    await write({ 'pocs/a/new': '', '.github/workflows/new.yml': '' });
    const expected = [
      '../../.github/workflows/new.yml',
      '../../pocs/b/poc.yaml',
      '../../top.txt',
      'new',
      'poc.yaml',
    ];
    expect(await changedFiles(await opened(join(folder, 'pocs/a')), base, null)).toEqual(expected);
    const head = await commit('two');
    expect(await changedFiles(await opened(join(folder, 'pocs/a')), base, head)).toEqual(expected);
  });

  it('are the same for a person whose git shows paths relative to the folder', async () => {
    const { folder, commit, git } = await aRepository();
    const base = await commit('one', { 'poc/a': '1', top: '1' });
    const head = await commit('two', { 'poc/a': '2', top: '2' });
    await git('config', 'diff.relative', 'true');
    expect(await changedFiles(await opened(join(folder, 'poc')), base, head)).toEqual(['../top', 'a']);
  });

  it('throw, rather than be none, when the base is not there', async () => {
    const { folder, commit } = await aRepository();
    await commit('one', { a: '1' });
    await expect(changedFiles(await opened(folder), 'f'.repeat(40), null)).rejects.toThrow(
      `git diff failed: fatal: bad object ${'f'.repeat(40)}`,
    );
  });
});

describe('authors', () => {
  it('are names and addresses of everybody with a commit, each once', async () => {
    const { folder, commit, git } = await aRepository();
    await commit('one');
    await commit('two');
    await git('commit', '--quiet', '--allow-empty', '-m', 'x', '--author', 'Zoë Ü <zoe@example.com>');
    await git('config', 'i18n.logOutputEncoding', 'ISO-8859-1');
    expect((await authorsOf(await opened(folder))).sort()).toEqual([
      'Bo Builder',
      'Zoë Ü',
      'bo@example.com',
      'zoe@example.com',
    ]);
  });

  it('are none before the first commit', async () => {
    expect(await authorsOf(await opened((await aRepository()).folder))).toEqual([]);
  });

  it('throw, rather than be none, when a commit is missing', async () => {
    const { folder, commit } = await aRepository();
    const first = await commit('one');
    await commit('two');
    const repository = await opened(folder);
    await rm(join(folder, '.git/objects', first.slice(0, 2), first.slice(2)));
    await expect(authorsOf(repository)).rejects.toThrow(GitFailure);
    await expect(addedAt(repository, 'a')).rejects.toThrow(GitFailure);
  });
});

describe('proposers', () => {
  const proposed = async ({ folder, git }: RepositoryBuilder, base: string) =>
    (await proposersOf(await opened(folder), base, await git('rev-parse', 'HEAD'))).sort();
  const by = (name: string, address: string) => ['--author', `${name} <${address}>`];

  it('are those who wrote or committed what the base has not', async () => {
    const poc = await aRepository();
    await poc.git('commit', '--allow-empty', '-m', 'x', ...by('Old Olga', 'olga@example.com'));
    const base = await poc.commit('base');
    expect(await proposed(poc, base)).toEqual([]);
    await poc.git('commit', '--allow-empty', '-m', 'x', ...by('Zoë Ü', 'zoe@example.com'));
    expect(await proposed(poc, base)).toEqual(['Bo Builder', 'Zoë Ü', 'bo@example.com', 'zoe@example.com']);
  });

  it('are not GitHub itself, which commits what is edited there, nor whom a trailer names', async () => {
    const poc = await aRepository({}, { name: 'GitHub', email: 'noreply@github.com' });
    const base = await poc.commit('base');
    const message = 'x\n\nCo-authored-by: Olga Owner <olga@example.com>';
    await poc.git('commit', '--allow-empty', '-m', message, ...by('Zoë', 'zoe@example.com'));
    expect(await proposed(poc, base)).toEqual(['Zoë', 'zoe@example.com']);
  });

  it('are somebody of that name with another address, and of that address with another name', async () => {
    for (const committer of [
      { name: 'GitHub', email: 'g@example.com' },
      { name: 'G', email: 'noreply@github.com' },
    ]) {
      const poc = await aRepository({}, committer);
      const base = await poc.commit('base');
      await poc.git('commit', '--allow-empty', '-m', 'x', ...by('Zoë', 'zoe@example.com'));
      expect(await proposed(poc, base)).toContain(committer.name);
    }
  });

  it('are not whoever merges, nor who had committed to the base by then', async () => {
    const poc = await aRepository();
    await poc.commit('base');
    await poc.git('checkout', '--quiet', '-b', 'side');
    await poc.commit('side', { side: '' });
    await poc.git('checkout', '--quiet', 'main');
    await poc.git('commit', '--allow-empty', '-m', 'x', ...by('Olga', 'olga@example.com'));
    const base = await poc.git('rev-parse', 'HEAD');
    await poc.git('checkout', '--quiet', 'side');
    await poc.git('merge', '--quiet', '--no-commit', 'main');
    await poc.git('commit', '--quiet', '-m', 'merge', ...by('Ada Approver', 'ada@example.com'));
    expect(await poc.git('rev-list', '--merges', '--count', 'HEAD')).toBe('1');
    expect(await proposed(poc, base)).toEqual(['Bo Builder', 'bo@example.com']);
  });

  it('throw, rather than be none, when the base is not there', async () => {
    const poc = await aRepository();
    await poc.commit('one');
    await expect(proposed(poc, 'f'.repeat(40))).rejects.toThrow(GitFailure);
  });
});

describe('the moment at which a file came in', () => {
  const at = async (folder: string, path: string) => {
    const moment = await addedAt(await opened(folder), path);
    return moment === null ? null : new Date(moment).toISOString();
  };

  it('is that of the commit that added it, not of later changes', async () => {
    const { folder, commit } = await aRepository();
    await commit('one', { other: '' });
    await commit('two', { 'a.txt': '1' });
    await commit('three', { 'a.txt': '2' });
    expect(await at(folder, 'a.txt')).toBe('2026-11-10T10:00:00.000Z');
    expect(await at(folder, 'other')).toBe('2026-11-10T09:00:00.000Z');
  });

  it('is the first where it was removed and came again', async () => {
    const { folder, commit } = await aRepository();
    await commit('one', { 'a.txt': '1' });
    await commit('two', { 'a.txt': null });
    await commit('three', { 'a.txt': '1' });
    expect(await at(folder, 'a.txt')).toBe('2026-11-10T09:00:00.000Z');
  });

  it('is that of the merge which brought it though neither side had it', async () => {
    const { folder, commit, git } = await aRepository();
    await commit('base');
    await git('checkout', '--quiet', '-b', 'side');
    await commit('side', { side: '' });
    await git('checkout', '--quiet', 'main');
    await commit('main', { main: '' });
    await git('merge', '--quiet', '--no-commit', 'side');
    await commit('merge', { 'smuggled.txt': '' });
    expect(await git('rev-list', '--merges', '--count', 'HEAD')).toBe('1');
    expect(await at(folder, 'smuggled.txt')).toBe('2026-11-10T12:00:00.000Z');
    expect(await at(folder, 'side')).toBe('2026-11-10T10:00:00.000Z');
  });

  it('is relative to the POC’s folder, and a name is no pattern', async () => {
    const { folder, commit } = await aRepository();
    await commit('one', { 'poc/a.txt': '', 'a*': '' });
    await commit('two', { 'a.txt': '', 'poc/[a].txt': '' });
    expect(await at(join(folder, 'poc'), 'a.txt')).toBe('2026-11-10T09:00:00.000Z');
    expect(await at(join(folder, 'poc'), '[a].txt')).toBe('2026-11-10T10:00:00.000Z');
    expect(await at(folder, ':(exclude)none')).toBeNull();
  });

  it('is the same for a person whose git follows renames and hides the first commit', async () => {
    const { folder, commit, git } = await aRepository();
    await commit('one', { first: 'x\n'.repeat(20) });
    await commit('two', { first: null, second: 'x\n'.repeat(20) });
    await git('config', 'log.follow', 'true');
    await git('config', 'log.showRoot', 'false');
    expect(await at(folder, 'second')).toBe('2026-11-10T10:00:00.000Z');
    expect(await at(folder, 'first')).toBe('2026-11-10T09:00:00.000Z');
  });

  it('is none for a file that no commit has, and before the first commit', async () => {
    const { folder, commit, write } = await aRepository({ 'a.txt': '' });
    expect(await at(folder, 'a.txt')).toBeNull();
    await commit('one');
    await write({ 'b.txt': '' });
    expect(await at(folder, 'b.txt')).toBeNull();
  });
});

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCommitTree } from '../../action/evidence/commit-tree.ts';
import { GitFailure, openGit } from '../../action/evidence/git.ts';
import type { Tree } from '../../action/evidence/tree.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { aRepository, type Files } from '../repository-builder.ts';

async function text(tree: Tree, path: string): Promise<string> {
  const content = await tree.read(path);
  if (content.status === 'read') return Buffer.from(content.bytes).toString('utf8');
  return `${content.status}: ${content.status === 'unreadable' ? content.why : ''}`;
}

async function everything(tree: Tree): Promise<Record<string, string>> {
  const files = await tree.list();
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await text(tree, file)] as const)),
  );
}

const ODD: Files = {
  'a b.md': '1',
  'new\nline.md': '2',
  'ü ✓.md': '3',
  '--all': '4',
  'tab\t.md': '5',
  'dir/deep/x.bin': new Uint8Array([0, 255, 13, 10, 0]),
  'empty.txt': '',
};

describe('the tree of a commit', () => {
  it('is that of the files on disk which were committed, name by name and byte by byte', async () => {
    const { folder, commit } = await aRepository();
    const id = await commit('odd', ODD);
    const onDisk = await openWorkingTree(folder, openGit(folder));
    const committed = openCommitTree(openGit(folder), id, '');
    expect(await everything(committed)).toEqual(await everything(onDisk));
    expect(await committed.list()).toEqual(Object.keys(ODD).sort());
    expect((await committed.read('dir/deep/x.bin')) as object).toMatchObject({
      bytes: Buffer.from([0, 255, 13, 10, 0]),
    });
  });

  it('is told by the first seven digits of its id', async () => {
    expect(openCommitTree(openGit('.'), '0123456789'.repeat(4), '').name).toBe('commit 0123456');
  });

  it('stays as it was when the files change, and knows nothing of new ones', async () => {
    const { folder, commit, write } = await aRepository();
    const id = await commit('one', { 'a.txt': 'then' });
    await write({ 'a.txt': 'now', 'b.txt': 'new' });
    const tree = openCommitTree(openGit(folder), id, '');
    expect(await everything(tree)).toEqual({ 'a.txt': 'then' });
    expect(await text(tree, 'b.txt')).toBe('missing: ');
  });

  it('of a POC in a subfolder is that subfolder, also when its name could be a pattern', async () => {
    const { folder, commit } = await aRepository();
    const id = await commit('two', { ':(glob)*/p[o]c/a.txt': 'in', 'x/poc/a.txt': 'out', 'a.txt': 'top' });
    const tree = openCommitTree(openGit(folder), id, ':(glob)*/p[o]c/');
    expect(await everything(tree)).toEqual({ 'a.txt': 'in' });
  });

  it('is empty for a folder that the commit does not have', async () => {
    const { folder, commit } = await aRepository();
    const id = await commit('one', { 'a.txt': '' });
    expect(await openCommitTree(openGit(folder), id, 'poc/').list()).toEqual([]);
  });

  it('reads ./a/../a/b as it is read on disk: not out of the folder, and by its plain name', async () => {
    const { folder, commit } = await aRepository();
    const id = await commit('one', { 'a/b': 'b' });
    const tree = openCommitTree(openGit(folder), id, '');
    expect(await text(tree, './a//b')).toBe('b');
    expect(await text(tree, 'a/../a/b')).toBe('unreadable: a path that leads out of the folder');
    expect(await text(tree, '/a/b')).toBe('unreadable: a path that leads out of the folder');
  });

  it('follows neither links nor submodules', async () => {
    const other = await aRepository({ x: '1' });
    await other.commit('x');
    const { folder, commit, git } = await aRepository();
    await git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.folder, 'vendor');
    const id = await commit('one', { a: 'a', link: { link: 'a' }, folderLink: { link: 'vendor' } });
    const tree = openCommitTree(openGit(folder), id, '');
    expect(await text(tree, 'link')).toBe('unreadable: a symbolic link');
    expect(await text(tree, 'vendor')).toBe('unreadable: a submodule');
    expect(await text(tree, 'folderLink/x')).toBe('missing: ');
  });

  it('throws, rather than look empty, when the clone lacks the commit or a file of it', async () => {
    const { folder, commit, git } = await aRepository();
    const id = await commit('one', { 'a.txt': 'a' });
    const blob = await git('rev-parse', `${id}:a.txt`);
    await rm(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const tree = openCommitTree(openGit(folder), id, '');
    expect(await tree.list()).toEqual(['a.txt']);
    await expect(tree.read('a.txt')).rejects.toThrow(GitFailure);
    const none = openCommitTree(openGit(folder), '0'.repeat(40), '');
    await expect(none.list()).rejects.toThrow('git ls-tree failed: fatal: not a tree object');
  });
});

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { written } from '../../generator/planned-file.ts';
import { addedTo, staged } from '../../generator/staging.ts';
import { filesBelow } from '../../generator/template-files.ts';
import { emptyFolder, writeTree } from './fake-package.ts';

function targetIn(parent: string, exists: boolean) {
  const folder = join(parent, 'demo');
  if (exists) mkdirSync(folder);
  return { folder, shown: 'demo', exists, hasGit: false };
}

describe('the staging folder', () => {
  it.each([
    ['beside a new target, on the same file system', false, (parent: string) => parent],
    ['inside one that exists, which may be a mount', true, (parent: string) => join(parent, 'demo')],
  ])('lies %s', async (_, exists, place) => {
    const parent = emptyFolder();
    const staging = await staged(targetIn(parent, exists), async (folder) => folder);
    expect(dirname(staging)).toBe(place(parent));
    expect(readdirSync(place(parent))).toEqual(exists ? [] : ['demo']);
  });

  it('is not published when the stop comes after the last file, such as during git', async () => {
    const parent = emptyFolder();
    const stop = new AbortController();
    const work = async (folder: string) => {
      writeFileSync(join(folder, 'a'), '');
      stop.abort();
    };
    await expect(staged(targetIn(parent, false), work, stop.signal)).rejects.toThrow('aborted');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('is not shared by two that make the same folder at once: one of them wins whole', async () => {
    const parent = emptyFolder();
    const target = targetIn(parent, false);
    const work = (text: string) => async (folder: string) => {
      writeFileSync(join(folder, 'a'), text);
      await new Promise((wait) => setTimeout(wait, 10));
      writeFileSync(join(folder, 'b'), text);
    };
    const results = await Promise.allSettled([staged(target, work('1')), staged(target, work('2'))]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(readdirSync(parent)).toEqual(['demo']);
    expect(readdirSync(target.folder)).toEqual(['a', 'b']);
  });
});

describe('an addition to a folder that holds more', () => {
  function folderWith(files: Record<string, string>): string {
    const folder = emptyFolder();
    writeTree(folder, files);
    return folder;
  }
  const filesIn = (folder: string) =>
    Object.fromEntries(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  const added = [written('new/deep/a', '1'), written('b', '2')];
  const changed = [{ path: 'list', was: 'old', text: 'new' }];

  it('brings new files and changed ones in, and leaves the rest', async () => {
    const folder = folderWith({ list: 'old', other: 'x' });
    await addedTo(folder, { added, changed });
    expect(filesIn(folder)).toEqual({ 'new/deep/a': '1', b: '2', list: 'new', other: 'x' });
  });

  it.each([
    ['a new file has appeared', { list: 'old', b: 'theirs' }, 'b appeared'],
    ['a file to change was changed', { list: 'older' }, 'list changed while we were writing'],
    ['a file to change is gone', {}, 'ENOENT'],
    ['a file stands in place of a folder', { list: 'old', new: 'a file' }, /EEXIST|ENOTDIR/],
  ])('is taken back whole where %s', async (_, files, says) => {
    const folder = folderWith(files as unknown as Record<string, string>);
    await expect(addedTo(folder, { added, changed })).rejects.toThrow(says);
    expect(filesIn(folder)).toEqual(files);
    expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort());
  });

  it('is taken back where a later change fails after an earlier one', async () => {
    const folder = folderWith({ list: 'old', last: 'y' });
    const two = [...changed, { path: 'last', was: 'x', text: 'z' }];
    await expect(addedTo(folder, { added, changed: two })).rejects.toThrow('last changed');
    expect(filesIn(folder)).toEqual({ list: 'old', last: 'y' });
  });

  it('is not brought in when it is stopped', async () => {
    const folder = folderWith({ list: 'old' });
    await expect(addedTo(folder, { added, changed }, AbortSignal.abort())).rejects.toThrow('aborted');
    expect(filesIn(folder)).toEqual({ list: 'old' });
  });
});

import { chmod, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeTogether } from '../../../action/commands/decide/write.ts';
import { aFolder } from '../../repository-builder.ts';

const RECORD = { path: 'decisions/0001-stop.md', content: 'record', isNew: true };
const MANIFEST = { path: 'poc.yaml', content: 'after', isNew: false };
const filesOf = async (folder: string) =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(async (entry) => {
          const path = join(entry.parentPath, entry.name);
          return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const;
        }),
    ),
  );

describe('files that are written together', () => {
  it('are all there, with nothing besides', async () => {
    const folder = await aFolder({ 'poc.yaml': 'before' });
    writeTogether(folder, [RECORD, MANIFEST]);
    expect(await filesOf(folder)).toEqual({ 'decisions/0001-stop.md': 'record', 'poc.yaml': 'after' });
  });

  it('keep the mode of the one that is replaced', async () => {
    const folder = await aFolder({ 'poc.yaml': 'before' });
    await chmod(join(folder, 'poc.yaml'), 0o640);
    writeTogether(folder, [MANIFEST]);
    expect((await stat(join(folder, 'poc.yaml'))).mode & 0o777).toBe(0o640);
  });

  it('never replace one that should be new', async () => {
    const before = { 'poc.yaml': 'before', 'decisions/0001-stop.md': 'theirs' };
    const folder = await aFolder(before);
    expect(() => writeTogether(folder, [MANIFEST, RECORD])).toThrow(/EEXIST/);
    expect(await filesOf(folder)).toEqual(before);
  });

  it('are none when one cannot be written', async () => {
    const folder = await aFolder({ 'other.yaml': 'before' });
    expect(() => writeTogether(folder, [RECORD, MANIFEST])).toThrow(/ENOENT/);
    expect(await filesOf(folder)).toEqual({ 'other.yaml': 'before' });
  });

  it('are none when one cannot be moved to its place', async () => {
    const folder = await aFolder({ 'a.yaml': 'before' });
    await mkdir(join(folder, 'poc.yaml'));
    expect(() =>
      writeTogether(folder, [RECORD, { path: 'a.yaml', content: 'after', isNew: false }, MANIFEST]),
    ).toThrow(/EISDIR/);
    expect(await filesOf(folder)).toEqual({ 'a.yaml': 'before' });
  });
});

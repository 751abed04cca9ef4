import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import { findTarget } from '../../generator/target.ts';
import { emptyFolder, writeTree } from './fake-package.ts';

const PLANNED = ['README.md', 'src/a.ts', '.gitignore'];

async function found(files: Record<string, string>, at = 'demo'): Promise<string | object> {
  const parent = emptyFolder();
  writeTree(parent, files);
  const result = await findTarget(join(parent, at), at, PLANNED);
  if ('problem' in result) return describeProblem(result.problem);
  const { exists, hasGit } = result.target;
  return { exists, hasGit };
}

describe('the target folder', () => {
  it('may be new', async () => {
    expect(await found({})).toEqual({ exists: false, hasGit: false });
  });

  it('may be there and empty', async () => {
    const folder = emptyFolder();
    const result = await findTarget(folder, '.', PLANNED);
    expect(result).toEqual({ target: { folder, shown: '.', exists: true, hasGit: false } });
  });

  it('may hold a .git and nothing else', async () => {
    expect(await found({ 'demo/.git/HEAD': '' })).toEqual({ exists: true, hasGit: true });
  });

  it('may be a link to an empty folder', async () => {
    const parent = emptyFolder();
    mkdirSync(join(parent, 'real'));
    symlinkSync('real', join(parent, 'demo'));
    expect(await findTarget(join(parent, 'demo'), 'demo', PLANNED)).toHaveProperty('target.exists', true);
  });

  it('with files that would be overwritten is refused, and all of those are listed', async () => {
    const files = { 'demo/README.md': '', 'demo/src/a.ts': '', 'demo/notes.txt': '' };
    expect(await found(files)).toBe(
      'demo: found files that would be overwritten: README.md, src/a.ts; expected an empty folder. ' +
        'Choose another name, or move these away. Nothing was written.',
    );
  });

  it('with other files is refused too, and they are listed', async () => {
    expect(await found({ 'demo/notes.txt': '' })).toContain('found a folder that is not empty (notes.txt)');
  });

  it('with many files is refused in a sentence that can be read', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`demo/n${index + 10}`, '']));
    expect(await found(files)).toContain('(n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, and 2 more)');
  });

  it.each([
    ['a file', { demo: '' }, 'demo', 'found something that is not a folder'],
    ['below a folder that is not there', {}, 'no/demo', 'found no folder above it'],
    ['below a file', { no: '' }, 'no/demo', 'found no folder above it'],
  ])('that is %s is refused', async (_, files, at, said) => {
    expect(await found(files as Record<string, string>, at)).toContain(said);
  });

  it('that is a link to nowhere is refused', async () => {
    const parent = emptyFolder();
    symlinkSync('nowhere', join(parent, 'demo'));
    expect(await findTarget(join(parent, 'demo'), 'demo', PLANNED)).toHaveProperty('problem');
  });
});

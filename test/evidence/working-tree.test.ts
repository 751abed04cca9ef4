import { chmod, mkdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGit } from '../../action/evidence/git.ts';
import type { FileContent } from '../../action/evidence/tree.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { aFolder, aRepository, type Files } from '../repository-builder.ts';

const said = (content: FileContent): string =>
  content.status === 'read'
    ? Buffer.from(content.bytes).toString('utf8')
    : `${content.status}: ${'why' in content ? content.why : ''}`;

async function read(folder: string, path: string): Promise<string> {
  return said(await (await openWorkingTree(folder, null)).read(path));
}

async function list(folder: string): Promise<readonly string[]> {
  return (await openWorkingTree(folder, openGit(folder))).list();
}

const THROUGH = 'unreadable: a path through a symbolic link';
const ODD: Files = {
  'a b.md': '1',
  'new\nline.md': '2',
  'ü ✓.md': '3',
  '--all': '4',
  '-n': '5',
  '"q".md': '6',
};

describe('reading a file on disk', () => {
  it('gives its bytes', async () => {
    expect(await read(await aFolder({ 'a/b.txt': 'hello\r\n' }), 'a/b.txt')).toBe('hello\r\n');
  });

  it.each(Object.entries(ODD))('works for the name %j', async (name, content) => {
    expect(await read(await aFolder(ODD), name)).toBe(content);
  });

  it('does not follow a link to a file outside', async () => {
    const outside = await aFolder({ secret: 'secret' });
    const folder = await aFolder({ 'poc.yaml': { link: join(outside, 'secret') } });
    expect(await read(folder, 'poc.yaml')).toBe('unreadable: a symbolic link');
  });

  it('does not follow a link to a file inside either', async () => {
    const folder = await aFolder({ 'a.txt': 'a', 'b.txt': { link: 'a.txt' } });
    expect(await read(folder, 'b.txt')).toBe('unreadable: a symbolic link');
  });

  it('does not go through a folder that is a link', async () => {
    const outside = await aFolder({ 'x/secret': 'secret' });
    const folder = await aFolder({
      'eval/real/r.txt': 'r',
      'eval/linked': { link: 'real' },
      away: { link: outside },
    });
    expect(await read(folder, 'eval/linked/r.txt')).toBe(THROUGH);
    expect(await read(folder, 'away/x/secret')).toBe(THROUGH);
  });

  it('takes a link that leads nowhere for a link, not for a missing file', async () => {
    expect(await read(await aFolder({ a: { link: 'nothing' } }), 'a')).toBe('unreadable: a symbolic link');
  });

  it('goes where the folder itself is reached through a link', async () => {
    const folder = await aFolder({ 'poc/a.txt': 'a', way: { link: 'poc' } });
    expect(await read(join(folder, 'way'), 'a.txt')).toBe('a');
  });

  it.each(['../secret', 'a/../../secret', '/etc/passwd', '.git/config', ''])(
    'refuses the path %j',
    async (path) => {
      expect(await read(await aFolder({ 'a/b': '' }), path)).toBe(
        'unreadable: a path that leads out of the folder',
      );
    },
  );

  it('tells a missing file, a file where a folder should be, and a folder', async () => {
    const folder = await aFolder({ 'a/b': '' });
    expect(await read(folder, 'none')).toBe('missing: ');
    expect(await read(folder, 'a/b/c')).toBe('missing: ');
    expect(await read(folder, 'a')).toBe('unreadable: something that is not a file');
  });

  it('refuses a file of more than 64 MiB without reading it', async () => {
    const folder = await aFolder({ huge: '' });
    await truncate(join(folder, 'huge'), 64 * 1024 * 1024 + 1);
    expect(await read(folder, 'huge')).toBe('unreadable: a file of 67108865 bytes');
  });

  it.skipIf(process.getuid?.() === 0)('says why a file cannot be read', async () => {
    const folder = await aFolder({ locked: 'x' });
    await chmod(join(folder, 'locked'), 0o000);
    expect(await read(folder, 'locked')).toBe('unreadable: a file that cannot be read (EACCES)');
  });

  it('says why a path cannot be followed', async () => {
    expect(await read(await aFolder(), `${'x'.repeat(300)}`)).toBe(
      'unreadable: a file that cannot be read (ENAMETOOLONG)',
    );
  });
});

describe('the files on disk', () => {
  it('are those that git knows or would add, sorted, each once', async () => {
    const { folder, commit, write } = await aRepository();
    await commit('one', { 'b.txt': '', 'a.txt': '', '.gitignore': 'ignored/\n*.log\n' });
    await write({ 'new.txt': '', 'ignored/x': '', 'a.log': '', 'a.txt': 'changed' });
    expect(await list(folder)).toEqual(['.gitignore', 'a.txt', 'b.txt', 'new.txt']);
  });

  it('do not hold a file that was deleted and not yet committed', async () => {
    const { folder, commit, write } = await aRepository();
    await commit('one', { 'a.txt': '', 'b.txt': '' });
    await write({ 'a.txt': null });
    expect(await list(folder)).toEqual(['b.txt']);
  });

  it('hold an ignored file that is committed all the same', async () => {
    const { folder, git } = await aRepository({ '.gitignore': '*.log\n', 'a.log': '' });
    await git('add', '--force', 'a.log');
    expect(await list(folder)).toEqual(['.gitignore', 'a.log']);
  });

  it('have their names whole, whatever stands in them', async () => {
    const { folder, commit } = await aRepository();
    await commit('odd', ODD);
    expect(await list(folder)).toEqual(Object.keys(ODD).sort());
  });

  it('are relative to a POC in a subfolder, and only its own', async () => {
    const { folder, commit } = await aRepository();
    await commit('two', {
      'pocs/a/poc.yaml': '',
      'pocs/a/src/x.ts': '',
      'pocs/b/poc.yaml': '',
      'top.txt': '',
    });
    expect(await list(join(folder, 'pocs/a'))).toEqual(['poc.yaml', 'src/x.ts']);
  });

  it('name a link, a submodule and an unborn repository, none of which is read', async () => {
    const { folder, commit, git } = await aRepository();
    const other = await aRepository({ x: '1' });
    await other.commit('x');
    await git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.folder, 'vendor');
    await git('init', '--quiet', 'nested');
    await commit('one', { link: { link: 'vendor' }, 'nested/y': '' }).catch(() => undefined);
    const tree = await openWorkingTree(folder, openGit(folder));
    expect(await tree.list()).toEqual(['.gitmodules', 'link', 'nested/', 'vendor']);
    expect(said(await tree.read('link'))).toBe('unreadable: a symbolic link');
    expect(said(await tree.read('vendor'))).toBe('unreadable: something that is not a file');
    expect(said(await tree.read('nested/'))).toBe('unreadable: something that is not a file');
  });

  it('are listed by hand where there is no git: links by name, without .git and node_modules', async () => {
    const folder = await aFolder({
      'b/c.txt': '',
      'a.txt': '',
      'l.txt': { link: 'a.txt' },
      'node_modules/x/y.js': '',
      'b/node_modules/z.js': '',
      'b/.git/config': '',
    });
    await mkdir(join(folder, 'empty'));
    const tree = await openWorkingTree(folder, null);
    expect(await tree.list()).toEqual(['a.txt', 'b/c.txt', 'l.txt']);
  });

  it('are listed by hand where git cannot read its index', async () => {
    const { folder, write } = await aRepository({ 'a.txt': '' });
    await write({ '.git/index': 'broken' });
    expect(await list(folder)).toEqual(['a.txt']);
  });

  it('are as they are now each time they are listed', async () => {
    const { folder, write } = await aRepository({ 'a.txt': '' });
    const tree = await openWorkingTree(folder, openGit(folder));
    expect(await tree.list()).toEqual(['a.txt']);
    await write({ 'b.txt': '' });
    expect(await tree.list()).toEqual(['a.txt', 'b.txt']);
  });
});

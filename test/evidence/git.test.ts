import { execFile } from 'node:child_process';
import { chmod, readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GitFailure, gitOutput, openGit } from '../../action/evidence/git.ts';
import { authorsOf, changedFiles, openRepository, resolveCommit } from '../../action/evidence/repository.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import {
  aFolder,
  aPoc,
  aRepository,
  identity,
  type RepositoryBuilder,
  writeFiles,
} from '../repository-builder.ts';

const execute = promisify(execFile);

/** A program that leaves a mark, and what it was called with. */
async function aTrap(): Promise<{ program: string; sprung(): Promise<string>; reset(): Promise<void> }> {
  const folder = await aFolder();
  const mark = join(folder, 'mark');
  const program = join(folder, 'program');
  await writeFiles(folder, { program: `#!/bin/sh\necho "$@" >> '${mark}'\nexit 1\n` });
  await chmod(program, 0o755);
  return {
    program,
    sprung: () => readFile(mark, 'utf8').catch(() => ''),
    reset: () => rm(mark, { force: true }),
  };
}

/** Git as it is when nobody takes care; it may fail. */
const careless = (folder: string, ...args: string[]) =>
  execute('git', args, {
    cwd: folder,
    env: { ...identity({ name: 'A', email: 'a@example.com' }, '2026-11-10T09:00:00Z') },
  }).catch(() => undefined);

/** A commit with one file that has changed since, so that git has to read it. */
async function aChangedRepository(attributes = ''): Promise<RepositoryBuilder> {
  const repository = await aRepository();
  await repository.commit('one', { 'a.txt': 'then', '.gitattributes': attributes });
  await repository.write({ 'a.txt': 'soon' });
  return repository;
}

/** Everything that is asked of a repository. */
async function askEverything(folder: string): Promise<string[]> {
  const repository = await openRepository(folder);
  if (repository?.head == null) throw new Error('expected a commit');
  await resolveCommit(repository, 'main');
  await resolveCommit(repository, 'f'.repeat(40));
  await authorsOf(repository);
  await (await openWorkingTree(folder, repository.git)).list();
  return changedFiles(repository, repository.head, null);
}

const FILTERED = '*.txt filter=evil\n';

describe('a program that the configuration of a repository names', () => {
  it.each<{
    name: string;
    attributes?: string;
    config: (program: string) => Record<string, string>;
    control: string[];
  }>([
    {
      name: 'as file-system monitor',
      config: (program) => ({ 'core.fsmonitor': program }),
      control: ['status'],
    },
    {
      name: 'as clean and smudge filter',
      attributes: FILTERED,
      config: (program) => ({
        'filter.evil.clean': program,
        'filter.evil.smudge': program,
        'filter.evil.required': 'true',
      }),
      control: ['diff', 'HEAD'],
    },
    {
      name: 'as filter process',
      attributes: FILTERED,
      config: (program) => ({ 'filter.evil.process': program }),
      control: ['diff', 'HEAD'],
    },
    {
      name: 'as filter whose name breaks a command line',
      attributes: '*.txt filter=x=y.z\n',
      config: (program) => ({ 'filter.x=y.z.clean': program }),
      control: ['diff', 'HEAD'],
    },
    {
      name: 'as external diff',
      config: (program) => ({ 'diff.external': program }),
      control: ['diff', 'HEAD'],
    },
    {
      name: 'as diff driver and text converter',
      attributes: '*.txt diff=evil\n',
      config: (program) => ({ 'diff.evil.command': program, 'diff.evil.textconv': program }),
      control: ['diff', 'HEAD'],
    },
    {
      name: 'as remote to fetch missing objects from',
      config: (program) => ({
        'core.repositoryFormatVersion': '1',
        'extensions.partialClone': 'evil',
        'remote.evil.promisor': 'true',
        'remote.evil.url': '.',
        'remote.evil.uploadpack': program,
      }),
      control: ['cat-file', 'blob', 'f'.repeat(40)],
    },
    {
      name: 'as way to a remote to fetch missing objects from',
      config: (program) => ({
        'core.repositoryFormatVersion': '1',
        'extensions.partialClone': 'evil',
        'remote.evil.promisor': 'true',
        'remote.evil.url': 'ssh://localhost/x',
        'core.sshCommand': program,
      }),
      control: ['cat-file', 'blob', 'f'.repeat(40)],
    },
  ])('$name is run by git and not by the gate', async ({ attributes, config, control }) => {
    const trap = await aTrap();
    const { folder, git } = await aChangedRepository(attributes);
    for (const [key, value] of Object.entries(config(trap.program))) await git('config', key, value);
    await careless(folder, ...control);
    expect(await trap.sprung()).not.toBe('');
    await trap.reset();
    expect(await askEverything(folder)).toEqual(['a.txt']);
    expect(await trap.sprung()).toBe('');
  });

  it('as hook is run by git and not by the gate', async () => {
    const trap = await aTrap();
    const { folder, git } = await aChangedRepository();
    await writeFiles(folder, { '.git/hooks/post-index-change': `#!/bin/sh\nexec '${trap.program}' hook\n` });
    await chmod(join(folder, '.git/hooks/post-index-change'), 0o755);
    await git('config', 'core.hooksPath', '.git/hooks');
    await writeFiles(folder, { 'a.txt': 'then' });
    await utimes(join(folder, 'a.txt'), 1, 1);
    await careless(folder, 'status');
    expect(await trap.sprung()).not.toBe('');
    await trap.reset();
    await utimes(join(folder, 'a.txt'), 2, 2);
    expect(await askEverything(folder)).toEqual([]);
    expect(await trap.sprung()).toBe('');
  });

  it('to verify signatures is run by git and not by the gate', async () => {
    const trap = await aTrap();
    const { folder, git } = await aChangedRepository();
    await writeFiles(folder, {
      '.git/signed': `tree ${await git('rev-parse', 'HEAD^{tree}')}\nauthor S <s@example.com> 1700000000 +0000\ncommitter S <s@example.com> 1700000000 +0000\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n -----END PGP SIGNATURE-----\n\nsigned\n`,
    });
    await git('reset', '--quiet', '--soft', await git('hash-object', '-t', 'commit', '-w', '.git/signed'));
    await git('config', 'log.showSignature', 'true');
    await git('config', 'gpg.program', trap.program);
    await careless(folder, 'log');
    expect(await trap.sprung()).not.toBe('');
    await trap.reset();
    expect(await askEverything(folder)).toEqual(['a.txt']);
    expect(await trap.sprung()).toBe('');
  });

  it('in a submodule is run by git and not by the gate, which still sees that its commit changed', async () => {
    const trap = await aTrap();
    const inner = await aRepository();
    await inner.commit('inner', { x: '1' });
    const { folder, git, commit } = await aRepository();
    await git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'vendor');
    await commit('with a submodule');
    await git('-C', 'vendor', 'config', 'core.fsmonitor', trap.program);
    await writeFiles(folder, { 'vendor/x': '2' });
    await careless(folder, 'diff', 'HEAD');
    expect(await trap.sprung()).not.toBe('');
    await trap.reset();
    expect(await askEverything(folder)).toEqual([]);
    expect(await trap.sprung()).toBe('');
    await git('-C', 'vendor', '-c', 'core.fsmonitor=false', 'commit', '--quiet', '-a', '-m', 'inner two');
    expect(await askEverything(folder)).toEqual(['vendor']);
    expect(await trap.sprung()).toBe('');
  });

  it('in every such place at once does not run during a whole check', async () => {
    const trap = await aTrap();
    const poc = await aPoc({ files: { '.gitattributes': '* filter=evil diff=evil\n' } });
    const { git } = poc.repository;
    await poc.write({ 'src/workflow.ts': 'export const changed = true;\n' });
    for (const key of ['core.fsmonitor', 'diff.external', 'diff.evil.command', 'diff.evil.textconv'])
      await git('config', key, trap.program);
    for (const key of ['core.sshCommand', 'core.pager', 'core.editor', 'gpg.program', 'credential.helper'])
      await git('config', key, trap.program);
    for (const key of ['clean', 'smudge', 'process']) await git('config', `filter.evil.${key}`, trap.program);
    await careless(poc.folder, 'diff', 'HEAD');
    expect(await trap.sprung()).not.toBe('');
    await trap.reset();
    const { results } = await poc.check();
    expect(results.find((one) => one.id === 'eval/results-fresh')?.message).toContain('this tree has');
    expect(await trap.sprung()).toBe('');
  });
});

describe('a folder of the repository that is laid out as a git directory', () => {
  const DISGUISE = { HEAD: 'ref: refs/heads/main\n', 'objects/.keep': '', 'refs/.keep': '' };

  it('is not taken for the repository, neither it nor a folder inside it', async () => {
    const trap = await aTrap();
    const { folder, commit } = await aRepository();
    const fetching = `[remote "evil"]\n\tpromisor = true\n\turl = .\n\tuploadpack = ${trap.program}\n`;
    const config = `[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = evil\n${fetching}`;
    const files = Object.entries({ ...DISGUISE, config });
    await commit('one', Object.fromEntries(files.map(([path, text]) => [`poc/${path}`, text])));
    await writeFiles(folder, { 'poc/sub/a.txt': '' });
    await careless(join(folder, 'poc'), 'cat-file', 'blob', 'f'.repeat(40));
    expect(await trap.sprung()).not.toBe('');
    await trap.reset();
    for (const inside of ['poc', 'poc/sub']) {
      await expect(openRepository(join(folder, inside))).rejects.toThrow(
        'this folder is itself laid out as a git directory, so its history cannot be trusted',
      );
    }
    expect(await trap.sprung()).toBe('');
  });

  it('makes the check end with 2 and a sentence', async () => {
    const poc = await aPoc({ prefix: 'poc/' });
    await poc.commit('a disguise', DISGUISE);
    expect(await poc.run('check')).toEqual({
      code: 2,
      out: '',
      err: 'poc check: found a git repository that cannot be read (this folder is itself laid out as a git directory, so its history cannot be trusted); expected one that can. Mend it, or name a folder outside it.',
    });
  });
});

describe('git’s environment', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(['GIT_DIR', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY', 'GIT_INDEX_FILE'])(
    'does not lead to another repository by %s',
    async (name) => {
      const other = await aRepository();
      await other.commit('other', { 'other.txt': '' });
      const { folder, commit } = await aRepository();
      const head = await commit('one', { 'a.txt': '' });
      vi.stubEnv(name, join(other.folder, name === 'GIT_INDEX_FILE' ? '.git/index' : '.git'));
      const repository = await openRepository(folder);
      expect(repository).toMatchObject({ head, prefix: '', complete: true });
      const tree = await openWorkingTree(folder, repository?.git ?? null);
      expect(await tree.list()).toEqual(['a.txt']);
    },
  );

  it('does not name programs, nor change what a path means', async () => {
    const trap = await aTrap();
    const { folder } = await aChangedRepository();
    vi.stubEnv('GIT_EXTERNAL_DIFF', trap.program);
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'core.fsmonitor');
    vi.stubEnv('GIT_CONFIG_VALUE_0', trap.program);
    vi.stubEnv('GIT_LITERAL_PATHSPECS', '1');
    await writeFiles(folder, { 'new.txt': '' });
    expect(await askEverything(folder)).toEqual(['a.txt', 'new.txt']);
    expect(await trap.sprung()).toBe('');
  });

  it('has filters emptied by name, each under its own number', async () => {
    const trap = await aTrap();
    const { folder, git } = await aChangedRepository('*.txt filter=c\n');
    for (const name of ['a', 'b', 'c']) await git('config', `filter.${name}.clean`, trap.program);
    expect(await askEverything(folder)).toEqual(['a.txt']);
    expect(await trap.sprung()).toBe('');
  });
});

describe('git that fails', () => {
  it('says why in its first line', async () => {
    const { folder } = await aRepository();
    const git = openGit(folder);
    expect(await git(['cat-file', 'blob', 'HEAD:none'])).toMatchObject({
      ok: false,
      why: expect.stringContaining('fatal: '),
    });
  });

  it('throws where it has to succeed', async () => {
    const { folder } = await aRepository();
    await expect(gitOutput(openGit(folder), ['--literal-pathspecs', 'log'])).rejects.toThrow(GitFailure);
    await expect(gitOutput(openGit(folder), ['--literal-pathspecs', 'log'])).rejects.toThrow(
      'git log failed: fatal: ',
    );
  });

  it('is no git at all where the folder is not there', async () => {
    expect(await openRepository(join(await aFolder(), 'none'))).toBeNull();
  });
});

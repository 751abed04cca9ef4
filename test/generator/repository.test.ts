import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitUserName } from '../../generator/git.ts';
import { insideWorkTree, startRepository } from '../../generator/repository.ts';
import { emptyFolder, writeTree } from './fake-package.ts';
import { ADA, gitEnv } from './test-desk.ts';

type Env = ReturnType<typeof gitEnv>;

function folderWith(files: Record<string, string>): string {
  const folder = emptyFolder();
  writeTree(folder, files);
  return folder;
}

const told = (folder: string, env: Env, ...args: string[]): string =>
  execFileSync('git', args, { cwd: folder, env: env as NodeJS.ProcessEnv, encoding: 'utf8' }).trim();

/** A PATH whose git is this script; the real one is `$REAL_GIT`. */
function withGit(env: Env, script: string): Env {
  const real = join(told(process.cwd(), env, '--exec-path'), 'git');
  const folder = folderWith({
    git: `#!/bin/sh
REAL_GIT=${real}
${script}
`,
  });
  chmodSync(join(folder, 'git'), 0o755);
  return { ...env, PATH: `${folder}:${env.PATH}` };
}

describe('the first commit', () => {
  it('holds everything, is on main, and is in the person’s name', async () => {
    const env = gitEnv(ADA);
    const folder = folderWith({ a: '1', '.b/c': '2' });
    expect(await startRepository({ folder, env }, 'chore: start')).toEqual({
      status: 'committed',
      branch: 'main',
    });
    expect(told(folder, env, 'log', '--format=%an <%ae> %s', 'main')).toBe(
      'Ada <ada@mail.example> chore: start',
    );
    expect(told(folder, env, 'status', '--porcelain')).toBe('');
    expect(told(folder, env, 'ls-files')).toBe('.b/c\na');
  });

  it('holds also what the person’s git or the repository ignores: all of it was made on purpose', async () => {
    const ignored = folderWith({ ignore: 'dist\n' });
    const env = gitEnv(`${ADA}[core]\n  excludesFile = ${join(ignored, 'ignore')}\n`);
    const folder = folderWith({ 'dist/index.js': '', 'lib/poc.js': '', '.gitignore': 'lib\n' });
    await startRepository({ folder, env }, 'start');
    expect(told(folder, env, 'ls-files').split('\n')).toEqual(['.gitignore', 'dist/index.js', 'lib/poc.js']);
  });

  it('is on the branch that the person’s git starts with', async () => {
    const env = gitEnv(`${ADA}[init]\n  defaultBranch = trunk\n`);
    const folder = folderWith({ a: '' });
    expect(await startRepository({ folder, env }, 'start')).toEqual({ status: 'committed', branch: 'trunk' });
    expect(told(folder, env, 'symbolic-ref', 'HEAD')).toBe('refs/heads/trunk');
  });

  it('is on main also with a git before 2.28, which has no --initial-branch', async () => {
    const old = 'case "$*" in *--initial-branch*|*" -b "*) echo "error: unknown option" >&2; exit 129;; esac';
    const env = withGit(gitEnv(ADA), `${old}\nexec "$REAL_GIT" "$@"`);
    const folder = folderWith({ a: '' });
    expect(await startRepository({ folder, env }, 'start')).toEqual({ status: 'committed', branch: 'main' });
    expect(told(folder, gitEnv(''), 'symbolic-ref', 'HEAD')).toBe('refs/heads/main');
  });

  it('is left to the person when git knows no identity, and nobody is made up', async () => {
    // With an address from somewhere, git would take the name of the account.
    const env = { ...gitEnv(''), EMAIL: 'root@box.example' };
    const folder = folderWith({ a: '' });
    expect(await startRepository({ folder, env }, 'start')).toEqual({
      status: 'staged',
      reason: 'git has no user.name and user.email; set them, then run git commit',
    });
    expect(told(folder, env, 'diff', '--cached', '--name-only')).toBe('a');
    expect(() => told(folder, env, 'rev-parse', '--verify', '--quiet', 'HEAD')).toThrow();
  });

  it('is left to the person when a hook refuses it, with the reason', async () => {
    const hooks = folderWith({ 'pre-commit': '#!/bin/sh\necho "not on a Sunday" >&2\nexit 1\n' });
    chmodSync(join(hooks, 'pre-commit'), 0o755);
    const env = gitEnv(`${ADA}[core]\n  hooksPath = ${hooks}\n`);
    expect(await startRepository({ folder: folderWith({ a: '' }), env }, 'start')).toEqual({
      status: 'staged',
      reason: 'git commit failed: not on a Sunday',
    });
  });

  it('is left out without a complaint when there is no git', async () => {
    const env = { ...gitEnv(ADA), PATH: emptyFolder() };
    expect(await startRepository({ folder: folderWith({ a: '' }), env }, 'start')).toEqual({
      status: 'left alone',
      reason: 'git is not installed',
    });
  });

  it('is left out when git is broken', async () => {
    const env = withGit(gitEnv(ADA), 'echo "fatal: broken" >&2; exit 1');
    expect(await startRepository({ folder: folderWith({ a: '' }), env }, 'start')).toEqual({
      status: 'left alone',
      reason: 'fatal: broken',
    });
  });

  it('goes into the new folder even while git runs us from a hook of another repository', async () => {
    const env = gitEnv(ADA);
    const other = folderWith({ theirs: '' });
    await startRepository({ folder: other, env }, 'theirs');
    const before = told(other, env, 'rev-parse', 'HEAD');
    const inHook = {
      ...env,
      GIT_DIR: join(other, '.git'),
      GIT_WORK_TREE: other,
      GIT_INDEX_FILE: join(other, 'i'),
    };
    const folder = folderWith({ a: '' });
    expect(await startRepository({ folder, env: inHook }, 'ours')).toMatchObject({ status: 'committed' });
    expect(told(other, env, 'rev-parse', 'HEAD')).toBe(before);
    expect(told(folder, env, 'log', '--format=%s')).toBe('ours');
  });
});

describe('a folder', () => {
  it('is known to lie in a work tree, or not', async () => {
    const env = gitEnv(ADA);
    const folder = folderWith({ a: '' });
    expect(await insideWorkTree({ folder, env })).toBe(false);
    await startRepository({ folder, env }, 'start');
    mkdirSync(join(folder, 'below'));
    expect(await insideWorkTree({ folder: join(folder, 'below'), env })).toBe(true);
  });

  it('that the work tree around it ignores does not lie in it', async () => {
    const env = gitEnv(ADA);
    const folder = folderWith({ '.gitignore': '/scratch/' });
    await startRepository({ folder, env }, 'start');
    mkdirSync(join(folder, 'scratch/below'), { recursive: true });
    expect(await insideWorkTree({ folder: join(folder, 'scratch'), env })).toBe(false);
    expect(await insideWorkTree({ folder: join(folder, 'scratch/below'), env })).toBe(false);
  });
});

describe('the name git knows a person by', () => {
  it.each([
    [ADA, 'Ada'],
    ['', undefined],
    ['[user]\n  name =\n', undefined],
  ])('with %j is %s', async (config, name) => {
    expect(await gitUserName(emptyFolder(), gitEnv(config))).toBe(name);
  });
});

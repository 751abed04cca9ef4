import { execFile } from 'node:child_process';

/** What git answered: its standard output as bytes, or why it failed. */
export type GitAnswer = { ok: true; bytes: Buffer } | { ok: false; why: string };

/** Asks git about the repository around `cwd`. Only reads. */
export type Git = (args: readonly string[]) => Promise<GitAnswer>;

/** Git could not say what had to be known: a gate that cannot see must stay shut. */
export class GitFailure extends Error {}

const MOST_BYTES = 256 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** Settings that would run a program, or change what a listing means. */
const SAFE = {
  'core.fsmonitor': 'false',
  'core.hooksPath': '/dev/null',
  'safe.directory': '*',
  'log.showSignature': 'false',
  'log.follow': 'false',
  'log.showRoot': 'true',
  'diff.relative': 'false',
  'i18n.logOutputEncoding': 'UTF-8',
};

/**
 * What `git rev-parse --local-env-vars` names, which git sets while it runs a hook or an alias, and what changes how
 * paths are read. They would point this git at another repository, index or file.
 */
const OF_ANOTHER_REPOSITORY = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CONFIG',
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
  'GIT_OBJECT_DIRECTORY',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_GRAFT_FILE',
  'GIT_INDEX_FILE',
  'GIT_REPLACE_REF_BASE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_COMMON_DIR',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_EXTERNAL_DIFF',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
];

/**
 * Opens git for reading. Nothing that a repository configures is run: no hooks, no filters, no external diff, no pager,
 * no file-system monitor, no signature program, no transport; and a repository owned by another user (a container's
 * checkout) is still read.
 */
export function openGit(cwd: string): Git {
  const options = Object.entries(SAFE).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = [...options, '--no-pager', '--no-optional-locks', '--no-replace-objects'];
  let settings: Promise<NodeJS.ProcessEnv> | undefined;
  return async (command) => {
    settings ??= environmentWithoutFilters(cwd, args);
    return runGit(cwd, [...args, ...command], await settings);
  };
}

/**
 * To compare files with a commit, git sends them through the filters that its configuration names. There is no switch
 * for that, so every filter is emptied by name: through the environment, since a name may hold any character.
 */
async function environmentWithoutFilters(cwd: string, args: readonly string[]): Promise<NodeJS.ProcessEnv> {
  const env = environment();
  const names = await runGit(
    cwd,
    [...args, 'config', '--name-only', '-z', '--get-regexp', '^filter[.]'],
    env,
  );
  for (const name of new Set(names.ok ? splitNul(names.bytes) : [])) {
    const n = Number(env.GIT_CONFIG_COUNT ?? 0);
    env[`GIT_CONFIG_KEY_${n}`] = name;
    env[`GIT_CONFIG_VALUE_${n}`] = '';
    env.GIT_CONFIG_COUNT = String(n + 1);
  }
  return env;
}

function environment(): NodeJS.ProcessEnv {
  // A missing object is not fetched: a remote's configuration may name a program to fetch it with.
  const offline = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_TERMINAL_PROMPT: '0' };
  const env: NodeJS.ProcessEnv = { ...process.env, ...offline, LC_ALL: 'C' };
  for (const name of OF_ANOTHER_REPOSITORY) delete env[name];
  return env;
}

function runGit(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<GitAnswer> {
  const options = { cwd, env, encoding: 'buffer', maxBuffer: MOST_BYTES, timeout: TIMEOUT_MS } as const;
  return new Promise((resolve) => {
    execFile('git', args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ ok: true, bytes: stdout });
      else resolve({ ok: false, why: stderr.toString('utf8').trim().split('\n')[0] || error.message });
    });
  });
}

/** @returns the output as text without its last line break, or `null` when git failed. */
export async function gitText(git: Git, args: readonly string[]): Promise<string | null> {
  const answer = await git(args);
  return answer.ok ? textOf(answer.bytes) : null;
}

/**
 * @returns the output of a command that has to succeed
 * @throws GitFailure when it does not
 */
export async function gitOutput(git: Git, args: readonly string[]): Promise<Buffer> {
  const answer = await git(args);
  const command = args.find((arg) => !arg.startsWith('-'));
  if (!answer.ok) throw new GitFailure(`git ${command} failed: ${answer.why}`);
  return answer.bytes;
}

/** @returns bytes as text without its last line break. */
export const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/\n$/, '');

/** @returns the entries of a `-z` listing. */
export const splitNul = (bytes: Buffer): string[] =>
  bytes
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '');

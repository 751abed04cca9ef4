import { execFile } from 'node:child_process';

/** What git answered: its standard output as bytes, or why it failed. */
export type GitAnswer = { ok: true; bytes: Buffer } | { ok: false; why: string };

/** Asks git about the repository around `cwd`. Only reads. */
export type Git = (args: readonly string[]) => Promise<GitAnswer>;

const MOST_BYTES = 256 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/**
 * Opens git for reading. Nothing that a repository configures is run: no hooks, no filters, no external diff, no pager,
 * no file-system monitor; and a repository owned by another user (a container's checkout) is still read.
 */
export function openGit(cwd: string): Git {
  const safe = [
    '-c',
    'core.fsmonitor=false',
    '-c',
    'core.hooksPath=/dev/null',
    '-c',
    'safe.directory=*',
    '--no-pager',
    '--no-optional-locks',
  ];
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_EXTERNAL_DIFF: '', LC_ALL: 'C' };
  return (args) =>
    new Promise((resolve) => {
      const options = { cwd, env, encoding: 'buffer', maxBuffer: MOST_BYTES, timeout: TIMEOUT_MS } as const;
      execFile('git', [...safe, ...args], options, (error, stdout, stderr) => {
        if (error === null) resolve({ ok: true, bytes: stdout });
        else resolve({ ok: false, why: stderr.toString('utf8').trim().split('\n')[0] || error.message });
      });
    });
}

/** @returns the output as text without its last line break, or `null` when git failed. */
export async function gitText(git: Git, args: readonly string[]): Promise<string | null> {
  const answer = await git(args);
  return answer.ok ? answer.bytes.toString('utf8').replace(/\n$/, '') : null;
}

/** @returns the entries of a `-z` listing. */
export const splitNul = (bytes: Buffer): string[] =>
  bytes
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '');

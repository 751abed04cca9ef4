import { execFile } from 'node:child_process';
import type { Env } from './npm-config.ts';

/** Where and how git is run. */
export type GitSetting = { folder: string; env: Env; signal?: AbortSignal | undefined };

/** What git said. `absent`: there is no git to run. */
export type GitAnswer = { status: 'done' | 'failed' | 'absent'; stdout: string; stderr: string };

/** A commit hook or a signing prompt may wait for a person; the scaffold does not. */
const PATIENCE_MS = 15_000;

/** Set while git runs a hook or an alias; they would point our git at that other repository. */
const REDIRECTIONS = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
];

/** Runs git without asking anybody anything. Never throws: git is welcome, not needed. */
export function git(args: readonly string[], { folder, env, signal }: GitSetting): Promise<GitAnswer> {
  const own: Record<string, string | undefined> = { ...env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
  for (const name of REDIRECTIONS) delete own[name];
  return new Promise((answer) => {
    const options = { cwd: folder, env: own, signal, timeout: PATIENCE_MS };
    const child = execFile('git', [...args], options, (error, stdout, stderr) => {
      if (error === null) return answer({ status: 'done', stdout: stdout.trim(), stderr });
      const absent = error.code === 'ENOENT';
      answer({ status: absent ? 'absent' : 'failed', stdout: stdout.trim(), stderr: stderr.trim() });
    });
    child.stdin?.end();
  });
}

/** @returns the name git knows this person by, or `undefined`. A name guessed from the machine does not count. */
export async function gitUserName(folder: string, env: Env): Promise<string | undefined> {
  const { status, stdout } = await git(['config', '--get', 'user.name'], { folder, env });
  return status === 'done' && stdout !== '' ? stdout : undefined;
}

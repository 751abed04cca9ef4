import { execFile } from 'node:child_process';

/** How a git command ended. A code that is not 0 is a value, not an exception. */
export type GitEnd = { code: number; stdout: string; stderr: string };

/** Nothing of the machine's own git configuration reaches a run. */
export function gitEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

/** Runs git in a folder. */
export function git(folder: string, args: string[], env: Record<string, string>): Promise<GitEnd> {
  return new Promise((done) => {
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
    execFile('git', args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      done({ code, stdout: stdout.trim(), stderr: stderr.trim() });
    });
  });
}

/** Runs git where a failure can only be a bug. */
export async function gitOrThrow(
  folder: string,
  args: string[],
  env: Record<string, string>,
): Promise<string> {
  const end = await git(folder, args, env);
  if (end.code !== 0) throw new Error(`git ${args.join(' ')} ended with ${end.code}: ${end.stderr}`);
  return end.stdout;
}

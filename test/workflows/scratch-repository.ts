import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gitEnvironment, gitOrThrow } from './runner/git.ts';

/** A git repository for a test, on the branch `main`. */
export type ScratchRepository = {
  folder: string;
  /** Writes files, commits everything, and @returns the hash. */
  commit(message: string, files: Record<string, string>): Promise<string>;
  /** Runs git there and @returns its output. Throws when it fails. */
  git(...args: string[]): Promise<string>;
};

/** Makes an empty repository; the folder must not be one yet. */
export async function createScratchRepository(folder: string): Promise<ScratchRepository> {
  const who = { NAME: 'Tester', EMAIL: 'tester@example.com', DATE: '2026-11-01T12:00:00Z' };
  const signature = Object.entries(who).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const env = { ...gitEnvironment(folder), ...Object.fromEntries(signature) };
  await mkdir(folder, { recursive: true });
  const git = (...args: string[]) => gitOrThrow(folder, args, env);
  await git('-c', 'init.defaultBranch=main', 'init', '--quiet');
  return {
    folder,
    git,
    async commit(message, files) {
      for (const [name, content] of Object.entries(files)) await write(join(folder, name), content);
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
  };
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

/** A file as a literal: its text or bytes, a symbolic link, or `null` for none. */
export type File = string | Uint8Array | { link: string } | null;
/** Files by their path from the root of the repository. */
export type Files = Readonly<Record<string, File>>;

const execute = promisify(execFile);
const folders = new Set<string>();

afterAll(async () => {
  await execute('rm', ['-rf', ...folders]);
  folders.clear();
});

/** Makes an empty folder with these files. It goes when the tests of the file are over. */
export async function aFolder(files: Files = {}): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'poc-test-')));
  folders.add(folder);
  await writeFiles(folder, files);
  return folder;
}

/** Writes literal files into a folder, and removes those that are `null`. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, file] of Object.entries(files)) {
    const full = join(folder, path);
    await rm(full, { recursive: true, force: true });
    if (file === null) continue;
    await mkdir(dirname(full), { recursive: true });
    if (typeof file === 'object' && 'link' in file) await symlink(file.link, full);
    else await writeFile(full, file);
  }
}

/** A git repository whose commits have the same ids wherever and whenever they are made. */
export type RepositoryBuilder = {
  /** Its root. */
  folder: string;
  /** Runs git and returns its output without the last line break. */
  git(...args: string[]): Promise<string>;
  write(files: Files): Promise<void>;
  /** Writes the files, commits everything that is not ignored, and returns the id. */
  commit(message: string, files?: Files): Promise<string>;
  /** The same repository as it is now, in a folder of its own. */
  copy(): Promise<RepositoryBuilder>;
};

type Person = { name: string; email: string };

/** Each commit is one hour later than the one before, the first at this moment. */
const FIRST_COMMIT = Date.parse('2026-11-10T09:00:00Z');
export const HOUR = 60 * 60 * 1000;

/** A repository of a test needs neither to survive a power cut nor to be tidied up in the background. */
const FLEETING = ['-c', 'core.fsync=none', '-c', 'maintenance.auto=false'];

/** Makes a repository on the branch `main`, with nothing of this machine's configuration. */
export async function aRepository(
  files: Files = {},
  author: Person = { name: 'Bo Builder', email: 'bo@example.com' },
): Promise<RepositoryBuilder> {
  const repository = repositoryIn(await aFolder(files), author, 0);
  await repository.git('-c', 'init.defaultBranch=main', 'init', '--quiet', '--template=');
  return repository;
}

function repositoryIn(folder: string, author: Person, committed: number): RepositoryBuilder {
  let commits = committed;
  const git = async (...args: string[]) => {
    const date = new Date(FIRST_COMMIT + commits * HOUR).toISOString();
    const { stdout } = await execute('git', [...FLEETING, ...args], {
      cwd: folder,
      env: identity(author, date),
    });
    return stdout.replace(/\n$/, '');
  };
  return {
    folder,
    git,
    write: (more) => writeFiles(folder, more),
    async commit(message, more = {}) {
      await writeFiles(folder, more);
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', message);
      commits += 1;
      return headOf(folder);
    },
    async copy() {
      const other = await aFolder();
      await execute('cp', ['-a', `${folder}/.`, other]);
      return repositoryIn(other, author, commits);
    },
  };
}

/** Git has just written the id of the commit into the file of the branch, or into HEAD where there is none. */
async function headOf(folder: string): Promise<string> {
  const read = async (file: string) => (await readFile(join(folder, '.git', file), 'utf8')).trim();
  const head = await read('HEAD');
  return head.startsWith('ref: ') ? read(head.slice('ref: '.length)) : head;
}

/** Environment of a git that knows nothing of this machine. */
export const identity = ({ name, email }: Person, date: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: name,
  GIT_AUTHOR_EMAIL: email,
  GIT_AUTHOR_DATE: date,
  GIT_COMMITTER_NAME: name,
  GIT_COMMITTER_EMAIL: email,
  GIT_COMMITTER_DATE: date,
  LC_ALL: 'C',
});

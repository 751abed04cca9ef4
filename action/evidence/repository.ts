import { type Git, GitFailure, gitOutput, gitText, openGit, splitNul, textOf } from './git.ts';

/** The git repository around a POC's folder. */
export type Repository = {
  git: Git;
  /** The POC's folder inside the repository: empty, or ending in `/`. */
  prefix: string;
  /** The commit that is checked out; `null` before the first. */
  head: string | null;
  /** `false` when older commits are not there (a shallow clone). */
  complete: boolean;
};

const NONE = /not a git repository|^spawn /;
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * @returns the repository, or `null` where there is none or no git
 * @throws GitFailure when there is one that git refuses to read, or that must not be trusted
 */
export async function openRepository(folder: string): Promise<Repository | null> {
  const git = openGit(folder);
  const asked = await git(['rev-parse', '--is-inside-git-dir', '--is-shallow-repository', '--show-prefix']);
  if (!asked.ok && NONE.test(asked.why)) return null;
  if (!asked.ok) throw new GitFailure(asked.why);
  const [inside, shallow, ...rest] = textOf(asked.bytes).split('\n');
  // A commit can hold a folder with HEAD, objects and refs. Git would take it, and its history, for the repository.
  if (inside !== 'false')
    throw new GitFailure(
      'this folder is itself laid out as a git directory, so its history cannot be trusted',
    );
  // The name of a folder may hold a line break.
  const prefix = rest.join('\n');
  // A folder that the repository around it ignores is no part of it, and git would list none of its files.
  if (prefix !== '' && (await git(['check-ignore', '--quiet', '.'])).ok) return null;
  const head = await gitText(git, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return { git, prefix, head, complete: shallow === 'false' };
}

/** @returns the full id of a commit, or `null` when this clone does not have it. */
export async function resolveCommit({ git }: Repository, name: string): Promise<string | null> {
  const id = await gitText(git, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  // Git answers options and `^main` too, and not with a commit.
  return id !== null && COMMIT.test(id) ? id : null;
}

/** A submodule counts as changed when its commit is another; nothing inside it is asked, where git would run. */
const DIFF = [
  '--name-only',
  '-z',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=dirty',
];

/**
 * @returns files that differ between `base` and `head` (or the files on disk), relative to the POC's folder
 * @throws GitFailure when git cannot compare them
 */
export async function changedFiles(
  repository: Repository,
  base: string,
  head: string | null,
): Promise<string[]> {
  const { git, prefix } = repository;
  const tracked = await gitOutput(git, ['diff', ...DIFF, base, ...(head === null ? [] : [head])]);
  const files = splitNul(tracked);
  if (head === null) {
    const everywhere = ['ls-files', '-z', '--others', '--exclude-standard', '--full-name', '--', ':/'];
    files.push(...splitNul(await gitOutput(git, everywhere)));
  }
  return files.map((file) => relativeTo(prefix, file)).sort();
}

function relativeTo(prefix: string, file: string): string {
  if (file.startsWith(prefix)) return file.slice(prefix.length);
  return `${'../'.repeat(prefix.split('/').length - 1)}${file}`;
}

/**
 * @returns names and e-mail addresses of everybody who has commits
 * @throws GitFailure when git cannot list them
 */
export async function authorsOf({ git, head }: Repository): Promise<string[]> {
  if (head === null) return [];
  const log = textOf(await gitOutput(git, ['log', '--format=%an%n%ae', head]));
  return [...new Set(log.split('\n').filter((line) => line !== ''))];
}

/** Who commits where somebody presses a button of GitHub. */
const WEB_FLOW = ['GitHub', 'noreply@github.com'];

/**
 * A merge brings in what others did, and whoever merges need not have written any of it. Trailers are only text.
 *
 * @returns names and e-mail addresses of authors and committers of what `head` has and `base` has not
 * @throws GitFailure when git cannot list them
 */
export async function proposersOf({ git }: Repository, base: string, head: string): Promise<string[]> {
  const format = '--format=%an%x00%ae%x00%cn%x00%ce%x00';
  const log = textOf(await gitOutput(git, ['log', '--no-merges', format, `${base}..${head}`]));
  const people = log.split('\n').flatMap((line) => {
    const [name = '', address = '', ...committer] = line.split('\0');
    const isWeb = WEB_FLOW.every((one, i) => committer[i] === one);
    return [name, address, ...(isWeb ? [] : committer)];
  });
  return [...new Set(people.filter((one) => one !== ''))];
}

/**
 * @returns the moment at which a file first came in, or `null` when no commit brought it
 * @throws GitFailure when git cannot say
 */
export async function addedAt({ git, head }: Repository, path: string): Promise<string | null> {
  if (head === null) return null;
  // Merges are asked too (`-m`): one can bring a file that neither side had.
  const added = ['log', '-m', '--full-history', '--diff-filter=A', '--format=%cI', head, '--', path];
  const log = textOf(await gitOutput(git, ['--literal-pathspecs', ...added]));
  const moments = log.split('\n').filter((line) => line !== '');
  return moments.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

/**
 * @param paths files and folders
 * @returns the moment of the last commit that changed any of them, or `null` when none did
 * @throws GitFailure when git cannot say
 */
export async function changedAt({ git, head }: Repository, paths: readonly string[]): Promise<string | null> {
  if (head === null || paths.length === 0) return null;
  const last = ['log', '-1', '--format=%cI', head, '--', ...paths];
  return textOf(await gitOutput(git, ['--literal-pathspecs', ...last])).trim() || null;
}

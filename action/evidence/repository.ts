import { type Git, gitText, openGit, splitNul } from './git.ts';

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

/** @returns the repository, or `null` where there is none or no git. */
export async function openRepository(folder: string): Promise<Repository | null> {
  const git = openGit(folder);
  const prefix = await gitText(git, ['rev-parse', '--show-prefix']);
  if (prefix === null) return null;
  const head = await gitText(git, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const shallow = await gitText(git, ['rev-parse', '--is-shallow-repository']);
  return { git, prefix, head, complete: shallow === 'false' };
}

/** @returns the full id of a commit, or `null` when this clone does not have it. */
export async function resolveCommit({ git }: Repository, name: string): Promise<string | null> {
  if (name.startsWith('-')) return null;
  return gitText(git, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
}

/** @returns files that differ between `base` and `head` (or the files on disk), relative to the POC's folder. */
export async function changedFiles(
  repository: Repository,
  base: string,
  head: string | null,
): Promise<string[]> {
  const { git, prefix } = repository;
  const options = [
    'diff',
    '--name-only',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--ignore-submodules',
  ];
  const tracked = await git([...options, base, ...(head === null ? [] : [head])]);
  const untracked =
    head === null ? await git(['ls-files', '-z', '--others', '--exclude-standard', '--full-name']) : null;
  const files = [
    ...(tracked.ok ? splitNul(tracked.bytes) : []),
    ...(untracked?.ok ? splitNul(untracked.bytes) : []),
  ];
  return files.map((file) => relativeTo(prefix, file)).sort();
}

function relativeTo(prefix: string, file: string): string {
  if (file.startsWith(prefix)) return file.slice(prefix.length);
  return `${'../'.repeat(prefix.split('/').length - 1)}${file}`;
}

/** @returns names and e-mail addresses of everybody who has commits. */
export async function authorsOf({ git, head }: Repository): Promise<string[]> {
  if (head === null) return [];
  const log = await gitText(git, ['log', '--format=%an%n%ae', head]);
  return [...new Set((log ?? '').split('\n').filter((line) => line !== ''))];
}

/** @returns the moment at which a file first came in, or `null` when no commit brought it. */
export async function addedAt({ git, head }: Repository, path: string): Promise<string | null> {
  if (head === null) return null;
  const log = await gitText(git, ['log', '--diff-filter=A', '--format=%cI', '--reverse', head, '--', path]);
  return log?.split('\n')[0] || null;
}

import { type Source, sourceOfBytes } from './documents/source.ts';

/**
 * A file's content, or why there is none. `unreadable` is for files that are there and must not or cannot be read;
 * `why` says what was found instead of a file, to follow the word "found".
 */
export type FileContent =
  | { status: 'read'; bytes: Uint8Array }
  | { status: 'missing' }
  | { status: 'unreadable'; why: string };

/** Why there is no content. */
export type Unread = Exclude<FileContent, { status: 'read' }>;

/** A file of any size, opened to be read in parts, or why it is not. Whoever opened it closes it. */
export type FileOpened = { status: 'open'; source: Source } | Unread;

/**
 * The files of a POC at one moment: the working tree, or a commit. Paths are relative to the POC's folder, with `/`.
 * Nothing that a tree holds is ever executed.
 */
export type Tree = {
  /** For messages: `the working tree`, or `commit 1a2b3c4`. */
  name: string;
  read(path: string): Promise<FileContent>;
  open(path: string): Promise<FileOpened>;
  /** Every file that belongs to the repository, sorted; ignored files are not among them. */
  list(): Promise<readonly string[]>;
  /** Every file in a folder and those below it, sorted; ignored files are among them. The empty path is the whole. */
  below(folder: string): Promise<readonly string[]>;
};

/** Opens what has to be read as a whole anyway. */
export async function openWhole(path: string, read: Tree['read']): Promise<FileOpened> {
  const content = await read(path);
  return content.status === 'read' ? { status: 'open', source: sourceOfBytes(path, content.bytes) } : content;
}

/** @returns the tree with its files listed once, for as long as they do not change. */
export function listedOnce(tree: Tree): Tree {
  let files: Promise<readonly string[]> | undefined;
  return {
    ...tree,
    list: () => {
      files ??= tree.list();
      return files;
    },
  };
}

/** @returns the paths that stand in a folder or below it. */
export const pathsBelow = (paths: readonly string[], folder: string): string[] =>
  folder === '' ? [...paths] : paths.filter((path) => path.startsWith(`${folder}/`));

/** Larger files are not read: no file that people write comes near it. */
const MOST_BYTES = 64 * 1024 * 1024;

const DRIVE = /^[A-Za-z]:/;

/**
 * A path that stays inside the folder: relative, with no `..`, no drive, no backslash, no NUL. Git's own folder is not
 * of the folder: its configuration may hold the token of a checkout.
 */
export function isInside(path: string): boolean {
  if (path === '' || path.startsWith('/') || DRIVE.test(path)) return false;
  if (path.includes('\\') || path.includes('\0')) return false;
  return !path.split('/').some((part) => part === '..' || part.toLowerCase() === '.git');
}

/** @returns why a path must not be read, or `null`. */
export const outside = (path: string): Unread | null =>
  isInside(path) ? null : { status: 'unreadable', why: 'a path that leads out of the folder' };

/** @returns why a file of this many bytes is not read, or `null`. */
export const tooLarge = (bytes: number): Unread | null =>
  bytes <= MOST_BYTES ? null : { status: 'unreadable', why: `a file of ${bytes} bytes` };

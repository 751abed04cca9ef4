/**
 * A file's content, or why there is none. `unreadable` is for files that are there and must not or cannot be read;
 * `why` says what was found instead of a file, to follow the word "found".
 */
export type FileContent =
  | { status: 'read'; bytes: Uint8Array }
  | { status: 'missing' }
  | { status: 'unreadable'; why: string };

/**
 * The files of a POC at one moment: the working tree, or a commit. Paths are relative to the POC's folder, with `/`.
 * Nothing that a tree holds is ever executed.
 */
export type Tree = {
  /** For messages: `the working tree`, or `commit 1a2b3c4`. */
  name: string;
  read(path: string): Promise<FileContent>;
  /** Every file that belongs to the repository, sorted; ignored files are not among them. */
  list(): Promise<readonly string[]>;
};

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
export const outside = (path: string): FileContent | null =>
  isInside(path) ? null : { status: 'unreadable', why: 'a path that leads out of the folder' };

/** @returns why a file of this many bytes is not read, or `null`. */
export const tooLarge = (bytes: number): FileContent | null =>
  bytes <= MOST_BYTES ? null : { status: 'unreadable', why: `a file of ${bytes} bytes` };

/** A file's content, or why there is none. `unreadable` is for files that are there and must not or cannot be read. */
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
export const MOST_BYTES = 64 * 1024 * 1024;

const DRIVE = /^[A-Za-z]:/;

/** A path that stays inside the folder: relative, with no `..`, no drive, no backslash, no NUL. */
export function isInside(path: string): boolean {
  if (path === '' || path.startsWith('/') || DRIVE.test(path)) return false;
  return !path.includes('\\') && !path.includes('\0') && !path.split('/').includes('..');
}

/** What the file system says, and what a person can do about it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space and run it again.',
  EDQUOT: 'your quota on this disk is used up. Free some space and run it again.',
  EACCES: 'this folder may not be written. Choose another, or change its permissions.',
  EPERM: 'this folder may not be written. Choose another, or change its permissions.',
  EROFS: 'this disk may not be written. Choose a folder on another.',
  ENAMETOOLONG: 'the path is too long for this file system. Choose a folder higher up.',
  ENOTEMPTY: 'something was written into the folder meanwhile. Choose another name, or move it away.',
  EEXIST: 'something was written into the folder meanwhile. Choose another name, or move it away.',
  ENOTDIR: 'a file of this name appeared meanwhile. Choose another name, or move it away.',
};

/** @returns why a run could not be, in words; the error's own when it is none of the file system's. */
export function failureReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : REASONS[code];
  return reason === undefined ? error.message : `${reason} (${error.message})`;
}

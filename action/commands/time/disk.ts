import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** The files of a folder. What is written is on the disk when a call returns; errors of the system are thrown. */
export type Disk = {
  /** `null` where there is no such file. */
  read(path: string): Buffer | null;
  /** Adds to the end of a file, all or nothing while the machine runs; makes the file where there is none. */
  append(path: string, bytes: Uint8Array): void;
  /** Makes a file with this content, in one step. */
  create(path: string, text: string): void;
};

/** @returns what a disk refused, in words for a person; `null` for an error that is none of the disk. */
export const diskProblem = (error: unknown): string | null =>
  error instanceof Error && 'syscall' in error
    ? `found ${error.message}; expected files of this folder that can be read and written. Mend that and run it again.`
    : null;

/** @returns the files below a folder. A symbolic link in place of a file is refused: it may lead out of the folder. */
export const diskOf = (folder: string): Disk => ({
  read: (path) => readIfThere(join(folder, path)),
  append: (path, bytes) => appendTo(join(folder, path), bytes),
  create: (path, text) => createWith(join(folder, path), text),
});

function readIfThere(path: string): Buffer | null {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

function appendTo(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, APPEND, 0o644);
  try {
    const { size } = fstatSync(file);
    try {
      writeAll(file, bytes);
      fsyncSync(file);
    } catch (error) {
      // What the screen will call not written must not stand there.
      ftruncateSync(file, size);
      throw error;
    }
  } finally {
    closeSync(file);
  }
}

/** A full disk takes a part of what it is given, and refuses only the rest. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

function createWith(path: string, text: string): void {
  const beside = `${path}.${process.pid}.part`;
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(beside, 'w', 0o644);
  try {
    writeAll(file, Buffer.from(text));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}

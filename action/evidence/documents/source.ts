import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import type { Fault } from '../formats/format.ts';

/** Bytes that can be read from any offset: a file that stays open, or bytes in memory. */
export type Source = {
  /** For messages. */
  name: string;
  /** Bytes. */
  size: number;
  /**
   * Reads `length` bytes; fewer where the source ends.
   *
   * @param into a buffer to read into and to return a part of, so that a long file needs only one
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** A path that is there and must not be read as a file, or cannot be; `code` is the system's, where it said one. */
export class SourceError extends Error {
  readonly fault: Fault;
  readonly code: string | null;

  constructor(fault: Fault, code: string | null) {
    super(`found ${fault.found}; expected ${fault.expected}. ${fault.remedy}`);
    this.name = 'SourceError';
    this.fault = fault;
    this.code = code;
  }
}

export const sourceOfBytes = (name: string, bytes: Uint8Array): Source => ({
  name,
  size: bytes.length,
  read: async (offset, length, into) => {
    const part = bytes.subarray(offset, offset + length);
    if (into === undefined) return part;
    into.set(part);
    return into.subarray(0, part.length);
  },
  close: async () => {},
});

/**
 * Opens a file once, so that what was looked at is what is read. A symbolic link is refused, and what is not a file.
 *
 * @param name as messages call it
 * @throws SourceError when there is no such file, or it cannot be read
 */
export async function sourceOfFile(path: string, name: string): Promise<Source> {
  const file = openFile(path);
  const stat = fstatSync(file);
  if (!stat.isFile()) {
    closeSync(file);
    throw new SourceError(notAFile(`${name}, which is not a file`), null);
  }
  return { name, size: stat.size, read: readerOf(file), close: async () => closeSync(file) };
}

/** Without O_NONBLOCK a named pipe would be waited for, for ever. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function openFile(path: string): number {
  try {
    if (constants.O_NOFOLLOW === undefined && lstatSync(path).isSymbolicLink()) throw linkError();
    return openSync(path, FLAGS);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? null;
    if (code === 'ELOOP') throw linkError();
    const found = code === 'ENOENT' ? 'no such file' : `a file that cannot be read (${code})`;
    throw new SourceError(notAFile(found), code);
  }
}

const notAFile = (found: string): Fault => ({
  found,
  expected: 'a file that can be read',
  remedy: 'Name the file that the eval wrote, or run the eval first.',
});

const linkError = (): SourceError => new SourceError(notAFile('a symbolic link'), 'ELOOP');

/** Reads in this thread: handing half a megabyte at a time to another one and back takes longer than reading it. */
const readerOf =
  (file: number): Source['read'] =>
  async (offset, length, into = new Uint8Array(length)) => {
    let filled = 0;
    while (filled < length) {
      const read = readSync(file, into, filled, length - filled, offset + filled);
      if (read === 0) break;
      filled += read;
    }
    return into.subarray(0, filled);
  };

/** @returns the source without its first bytes, such as a byte order mark. */
export const withoutStart = (source: Source, bytes: number): Source => ({
  ...source,
  size: source.size - bytes,
  read: (offset, length, into) => source.read(offset + bytes, length, into),
});

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/** A file of the made repository before it is written. */
export type PlannedFile = {
  /** With `/`, relative to the repository. */
  path: string;
  content: Buffer;
  executable: boolean;
};

/** @returns a file as it is on disk, byte for byte, to be written to `path`. */
export function copied(source: string, path: string): PlannedFile {
  return { path, content: readFileSync(source), executable: (statSync(source).mode & 0o111) !== 0 };
}

/** @returns a file with this text. */
export function written(path: string, text: string): PlannedFile {
  return { path, content: Buffer.from(text), executable: false };
}

/** @returns `sha256:` and 64 hexadecimal digits, of the raw bytes. */
export function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Written in one go; a signal is heard between two goes. One by one through the thread pool takes ten times as long. */
const FILES_AT_ONCE = 32;

/**
 * Writes files into a folder, and the folders they lie in.
 *
 * @throws the signal's reason, or the file system's error; what is written by then stays
 */
export async function writeFiles(
  files: readonly PlannedFile[],
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  for (const parent of new Set(files.map(({ path }) => dirname(join(folder, path))))) {
    mkdirSync(parent, { recursive: true });
  }
  for (const [index, { path, content, executable }] of files.entries()) {
    if (index % FILES_AT_ONCE === 0) await setImmediate();
    signal?.throwIfAborted();
    // The person's umask takes its bits off these.
    writeFileSync(join(folder, path), content, { mode: executable ? 0o777 : 0o666, flag: 'wx' });
  }
}

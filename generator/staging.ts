import { randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type PlannedFile, writeFiles, written } from './planned-file.ts';
import type { Target } from './target.ts';

/** A file that is there and gets another text. `was` is what was read of it. */
export type ChangedFile = { path: string; was: string; text: string };

/** What is brought into a folder that holds more. */
export type Addition = { added: readonly PlannedFile[]; changed: readonly ChangedFile[] };

/**
 * Does the work in a staging folder and publishes it by renaming, so that the target is either whole or as it
 * was. The staging folder is gone afterwards, whatever happened.
 *
 * @param work writes into the folder it is given
 * @param signal when aborted before the publishing, nothing is left
 */
export async function staged<T>(
  target: Target,
  work: (folder: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const folder = stagingFolder(target);
  try {
    await mkdir(folder);
    const result = await work(folder);
    signal?.throwIfAborted();
    publish(folder, target);
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Beside a new target; inside one that exists, which may be a mount that nothing can be renamed into. */
function stagingFolder({ folder, exists }: Target): string {
  const mark = `.${basename(folder)}-${randomBytes(6).toString('hex')}.tmp`;
  return join(exists ? folder : dirname(folder), mark);
}

/** Synchronous, so that no signal comes between the first rename and the last. */
function publish(folder: string, target: Target): void {
  if (!target.exists) {
    renameSync(folder, target.folder);
    return;
  }
  const moved: { from: string; to: string }[] = [];
  try {
    for (const entry of readdirSync(folder)) {
      const move = { from: join(folder, entry), to: join(target.folder, entry) };
      refuseOverwriting(move.to);
      renameSync(move.from, move.to);
      moved.push(move);
    }
    rmdirSync(folder);
  } catch (error) {
    for (const { from, to } of moved.reverse()) renameSync(to, from);
    throw error;
  }
}

function refuseOverwriting(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  throw Object.assign(new Error(`${basename(path)} appeared while we were writing`), { code: 'EEXIST' });
}

/**
 * Brings files into a folder that holds others, all of them or none: written beside them first, then renamed into
 * place. What was not there must still not be there, and what is changed must still be as it was read.
 *
 * @throws the file system's error, or the signal's reason; the folder is then as it was
 */
export async function addedTo(
  folder: string,
  { added, changed }: Addition,
  signal?: AbortSignal,
): Promise<void> {
  const staging = join(folder, `.poc-add-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await mkdir(staging);
    await writeFiles([...added, ...changed.map(({ path, text }) => written(path, text))], staging, signal);
    signal?.throwIfAborted();
    bringIn(folder, staging, { added, changed });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Synchronous, as is the publishing of a whole folder. */
function bringIn(folder: string, staging: string, { added, changed }: Addition): void {
  const undo: (() => void)[] = [];
  try {
    for (const { path } of added) {
      const to = join(folder, path);
      const made = mkdirSync(dirname(to), { recursive: true });
      if (made !== undefined) undo.push(() => rmSync(made, { recursive: true }));
      refuseOverwriting(to);
      renameSync(join(staging, path), to);
      undo.push(() => rmSync(to));
    }
    for (const { path, was } of changed) {
      const to = join(folder, path);
      if (readFileSync(to, 'utf8') !== was)
        throw Object.assign(new Error(`${path} changed while we were writing`), { code: 'EEXIST' });
      renameSync(join(staging, path), to);
      undo.push(() => writeFileSync(to, was));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file to be written. One that is new must not be there yet. */
export type Written = { path: string; content: string; isNew: boolean };

/**
 * Writes all the files or none: each beside its place first, then all are moved there. What was moved is put back when
 * one cannot be.
 *
 * @throws when the disk refuses, or a new file is there already; then everything is as it was
 */
export function writeTogether(folder: string, files: readonly Written[]): void {
  const undo: (() => void)[] = [];
  const staged = files.map((file) => {
    const full = join(folder, file.path);
    return { ...file, full, beside: `${full}.${process.pid}.part` };
  });
  try {
    for (const { full, beside, content, isNew } of staged) {
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(beside, content, { flag: 'wx', mode: isNew ? 0o666 : statSync(full).mode });
    }
    for (const one of staged) {
      undo.push(one.isNew ? reserve(one.full) : restorer(one.full));
      renameSync(one.beside, one.full);
    }
  } catch (error) {
    for (const back of undo.reverse()) back();
    throw error;
  } finally {
    for (const { beside } of staged) rmSync(beside, { force: true });
  }
}

/** An empty file takes the place, or fails where there is one: moving a file there would not. */
function reserve(full: string): () => void {
  writeFileSync(full, '', { flag: 'wx' });
  return () => rmSync(full, { force: true });
}

function restorer(full: string): () => void {
  const before = readFileSync(full);
  return () => {
    if (lstatSync(full, { throwIfNoEntry: false }) === undefined || !readFileSync(full).equals(before))
      writeFileSync(full, before);
  };
}

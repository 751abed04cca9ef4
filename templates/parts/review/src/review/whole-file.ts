import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes beside a file, to be put in its place. @returns where */
export function writePart(file: string, value: unknown): string {
  const part = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.part`;
  writeFileSync(part, JSON.stringify(value));
  return part;
}

/** Writes a file whole or not at all, and makes the folders that it lies in. */
export function writeWhole(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  renameSync(writePart(file, value), file);
}

/** @returns `null` where there is no such file */
export function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

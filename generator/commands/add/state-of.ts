import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { PlannedFile } from '../../planned-file.ts';

/** @returns whether a file is not there, there as it would be written, or there with another content. */
export function stateOf(folder: string, { path, content }: PlannedFile): 'absent' | 'same' | 'other' {
  const found = looked(join(folder, path));
  if (found === undefined) return 'absent';
  if (found === 'below a file' || !found.isFile()) return 'other';
  const there = readFileSync(join(folder, path));
  // Git may have written it with the line ends of this machine.
  return there.equals(content) || withLf(there) === withLf(content) ? 'same' : 'other';
}

function looked(path: string): Stats | 'below a file' | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return 'below a file';
    throw error;
  }
}

const withLf = (content: Buffer): string => content.toString('latin1').replaceAll('\r\n', '\n');

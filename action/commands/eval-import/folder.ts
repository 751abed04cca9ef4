import { createHash } from 'node:crypto';
import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Entry, MAX_ITEM_BYTES, MAX_RAW_BYTES, malformed } from '../../intake/entry.ts';
import { readFileEntry } from '../../intake/file.ts';
import { matchesPath } from '../../intake/glob.ts';
import type { ImportOptions } from './options.ts';
import type { Loaded } from './source.ts';

type Listing = { files: string[]; others: string[] };

/** Neither a link nor a pipe is opened, even when one is put in the place of a file after the folder was listed. */
const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads every file below a folder, one item each; its label is the name of the sub-folder it is in.
 * The order is that of the file names, then of the folders: exports number their files.
 * @param announce is told how many files there are, before they are read
 */
export async function readFolder(
  folder: string,
  { only, sliceFields }: Pick<ImportOptions, 'only' | 'sliceFields'>,
  announce: (files: number) => void,
): Promise<Loaded> {
  const { files, others } = listFolder(folder);
  const matched = only === null ? files : files.filter((path) => matchesPath(path, only));
  const chosen = new Set(matched);
  const skipped = files.filter((path) => !chosen.has(path)).map((path) => extname(path) || '(no extension)');
  announce(matched.length);
  const digest = createHash('sha256');
  const entries: Entry[] = [];
  for (const path of matched) {
    const opened = readStart(join(folder, path));
    digest.update(`${path}\n${opened?.size ?? 'unreadable'}\n`);
    if (opened === null) {
      entries.push(malformed('unreadable', `path:${path}`, new Uint8Array(), 0));
      continue;
    }
    digest.update(createHash('sha256').update(opened.bytes).digest());
    entries.push(await readFileEntry({ path, label: labelOf(path), ...opened }, sliceFields));
  }
  return {
    status: 'loaded',
    kind: 'folder',
    entries,
    notMatched: [...others, ...skipped],
    digest: digest.digest('hex'),
  };
}

function labelOf(path: string): string | null {
  const slash = path.indexOf('/');
  return slash < 0 ? null : path.slice(0, slash);
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function listFolder(root: string): Listing {
  const listing: Listing = { files: [], others: [] };
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const other = passedOver(entry);
      if (other !== null) listing.others.push(other);
      else if (entry.isDirectory()) waiting.push(path);
      else listing.files.push(path);
    }
  }
  const key = (path: string): string => `${baseName(path)}\n${path}`;
  listing.files.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return listing;
}

/** @returns what something in a folder is when it is neither a folder to go into nor a file to read. */
function passedOver(entry: Dirent): string | null {
  if (entry.name.startsWith('.')) return '(hidden)';
  if (entry.isSymbolicLink()) return '(symbolic link)';
  return entry.isDirectory() || entry.isFile() ? null : '(not a file)';
}

/** @returns the file's size and its bytes, of a file that is too large only the first; `null` when it cannot be opened. */
function readStart(path: string): { size: number; bytes: Uint8Array } | null {
  let file: number;
  try {
    file = openSync(path, OPEN);
  } catch {
    return null;
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return null;
    const bytes = Buffer.alloc(stat.size > MAX_ITEM_BYTES ? MAX_RAW_BYTES : stat.size);
    const length = readSync(file, bytes, 0, bytes.length, 0);
    return { size: stat.size, bytes: bytes.subarray(0, length) };
  } catch {
    return null;
  } finally {
    closeSync(file);
  }
}

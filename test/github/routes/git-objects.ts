import { createHash } from 'node:crypto';
import type { Commit, File } from '../state/repository.ts';

/** One line of a tree, as git keeps it. `size` is null for a folder. */
export type TreeEntry = { name: string; mode: string; sha: string; size: number | null };
/** Git's objects by their SHA-1. */
export type Objects = { blobs: Map<string, Buffer>; trees: Map<string, TreeEntry[]> };
type Folder = Map<string, Folder | File>;

const FOLDER_MODE = '040000';

function hash(kind: 'blob' | 'tree', content: Buffer): string {
  return createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex');
}

/** @returns the bytes of a file of the story. */
export function bytesOf(file: File): Buffer {
  if (typeof file === 'string') return Buffer.from(file);
  return file.base64 === undefined ? Buffer.from(file.text ?? '') : Buffer.from(file.base64, 'base64');
}

/** Stores the files of a commit as git would. @returns the SHA-1 of its tree. */
export function storeTree(files: Commit['files'], objects: Objects): string {
  const root: Folder = new Map();
  for (const [path, file] of Object.entries(files)) place(root, path.split('/'), file);
  return storeFolder(root, objects);
}

function place(folder: Folder, [name = '', ...rest]: string[], file: File): void {
  if (rest.length === 0) {
    folder.set(name, file);
    return;
  }
  const inside = folder.get(name);
  const next: Folder = inside instanceof Map ? inside : new Map();
  folder.set(name, next);
  place(next, rest, file);
}

function storeFolder(folder: Folder, objects: Objects): string {
  const entries = [...folder].map(([name, child]) =>
    child instanceof Map
      ? { name, mode: FOLDER_MODE, sha: storeFolder(child, objects), size: null }
      : storeBlob(name, child, objects),
  );
  entries.sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
  const sha = hash('tree', Buffer.concat(entries.map(encodeEntry)));
  objects.trees.set(sha, entries);
  return sha;
}

function storeBlob(name: string, file: File, { blobs }: Objects): TreeEntry {
  const content = bytesOf(file);
  const sha = hash('blob', content);
  blobs.set(sha, content);
  return { name, mode: typeof file === 'string' ? '100644' : file.mode, sha, size: content.length };
}

/** Git sorts a folder as if its name ended in a slash. */
const sortKey = ({ name, mode }: TreeEntry): Buffer => Buffer.from(mode === FOLDER_MODE ? `${name}/` : name);

/** Git writes modes without the leading zero. */
function encodeEntry({ name, mode, sha }: TreeEntry): Buffer {
  return Buffer.concat([Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`), Buffer.from(sha, 'hex')]);
}

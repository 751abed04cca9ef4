import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError, sourceOfFile } from './documents/source.ts';
import { type Git, splitNul } from './git.ts';
import {
  type FileContent,
  type FileOpened,
  isInside,
  outside,
  type Tree,
  tooLarge,
  type Unread,
} from './tree.ts';

const NEVER = new Set(['.git', 'node_modules']);

/**
 * The files as they lie in the folder. Symbolic links are not followed, so a pull request cannot point the gate at a
 * file outside it. Where git is there, ignored files do not belong to the tree.
 */
export async function openWorkingTree(folder: string, git: Git | null): Promise<Tree> {
  const root = await realpath(folder);
  return {
    name: 'the working tree',
    read: (path) => readInside(root, path),
    open: (path) => openInside(root, path),
    list: async () => (git === null ? null : await listWithGit(git)) ?? (await listFolder(root, '')).sort(),
    below: async (folder) => (await listInside(root, folder)).sort(),
  };
}

type Found = { status: 'found'; full: string; size: number } | Unread;

/** Finds a file without following a link on the way to it. */
async function findInside(root: string, path: string): Promise<Found> {
  const refused = outside(path);
  if (refused !== null) return refused;
  const full = join(root, ...path.split('/'));
  try {
    const stat = await lstat(full);
    if (stat.isSymbolicLink()) return { status: 'unreadable', why: 'a symbolic link' };
    if ((await realpath(full)) !== full)
      return { status: 'unreadable', why: 'a path through a symbolic link' };
    if (!stat.isFile()) return { status: 'unreadable', why: 'something that is not a file' };
    return { status: 'found', full, size: stat.size };
  } catch (error) {
    return failure(error as NodeJS.ErrnoException);
  }
}

async function readInside(root: string, path: string): Promise<FileContent> {
  const found = await findInside(root, path);
  if (found.status !== 'found') return found;
  try {
    return tooLarge(found.size) ?? { status: 'read', bytes: await readFile(found.full) };
  } catch (error) {
    return failure(error as NodeJS.ErrnoException);
  }
}

async function openInside(root: string, path: string): Promise<FileOpened> {
  const found = await findInside(root, path);
  if (found.status !== 'found') return found;
  try {
    return { status: 'open', source: await sourceOfFile(found.full, path) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { status: 'unreadable', why: error.fault.found };
  }
}

/** A folder that is not there holds nothing; one behind a link belongs to something else. */
async function listInside(root: string, folder: string): Promise<string[]> {
  if (folder !== '' && !isInside(folder)) return [];
  const full = join(root, folder);
  const real = await realpath(full).catch(() => null);
  const stat = await lstat(full).catch(() => null);
  return real === full && stat?.isDirectory() === true ? listFolder(root, folder) : [];
}

const failure = (error: NodeJS.ErrnoException): Unread =>
  error.code === 'ENOENT' || error.code === 'ENOTDIR'
    ? { status: 'missing' }
    : { status: 'unreadable', why: `a file that cannot be read (${error.code ?? error.message})` };

/** A file that was deleted and is still in the index belongs to no tree: after the commit it is gone. */
async function listWithGit(git: Git): Promise<string[] | null> {
  const all = await git(['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']);
  const deleted = await git(['ls-files', '-z', '--deleted']);
  if (!all.ok || !deleted.ok) return null;
  const gone = new Set(splitNul(deleted.bytes));
  return splitNul(all.bytes)
    .filter((file) => !gone.has(file))
    .sort();
}

async function listFolder(root: string, below: string): Promise<string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return NEVER.has(entry.name) ? [] : listFolder(root, path);
    return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
  });
  return (await Promise.all(nested)).flat();
}

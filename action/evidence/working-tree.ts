import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Git, splitNul } from './git.ts';
import { type FileContent, isInside, MOST_BYTES, type Tree } from './tree.ts';

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
    list: async () => (git === null ? null : await listWithGit(git)) ?? (await listFolder(root, '')).sort(),
  };
}

async function readInside(root: string, path: string): Promise<FileContent> {
  if (!isInside(path)) return { status: 'unreadable', why: `${path} leads out of the folder` };
  const full = join(root, ...path.split('/'));
  try {
    if ((await realpath(full)) !== full) return { status: 'unreadable', why: 'a symbolic link leads there' };
    const stat = await lstat(full);
    if (!stat.isFile()) return { status: 'unreadable', why: 'it is not a file' };
    if (stat.size > MOST_BYTES)
      return { status: 'unreadable', why: `it has ${stat.size} bytes; ${MOST_BYTES} are read at most` };
    return { status: 'read', bytes: await readFile(full) };
  } catch (error) {
    return failure(error as NodeJS.ErrnoException);
  }
}

const failure = (error: NodeJS.ErrnoException): FileContent =>
  error.code === 'ENOENT' || error.code === 'ENOTDIR'
    ? { status: 'missing' }
    : { status: 'unreadable', why: error.code ?? error.message };

async function listWithGit(git: Git): Promise<string[] | null> {
  const answer = await git(['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']);
  return answer.ok ? splitNul(answer.bytes).sort() : null;
}

async function listFolder(root: string, below: string): Promise<string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return NEVER.has(entry.name) ? [] : listFolder(root, path.split(sep).join('/'));
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(nested)).flat();
}

import { posix } from 'node:path';
import { type Git, gitOutput, splitNul } from './git.ts';
import { type FileContent, openWhole, outside, pathsBelow, type Tree, tooLarge } from './tree.ts';

type Entry = { mode: string; id: string };
const LINK = '120000';
const SUBMODULE = '160000';

/**
 * The files of a commit, without checking it out. Reading it throws GitFailure when the clone lacks an object of it:
 * a base that is not all there must not look like one that has nothing.
 *
 * @param prefix the POC's folder inside the repository, empty or ending in `/`
 */
export function openCommitTree(git: Git, commit: string, prefix: string): Tree {
  let entries: Promise<Map<string, Entry>> | undefined;
  const all = () => {
    entries ??= listEntries(git, commit, prefix);
    return entries;
  };
  const read: Tree['read'] = async (path) => readEntry(git, path, (await all()).get(posix.normalize(path)));
  const list = async () => [...(await all()).keys()].sort();
  return {
    name: `commit ${commit.slice(0, 7)}`,
    read,
    open: (path) => openWhole(path, read),
    list,
    below: async (folder) => pathsBelow(await list(), folder),
  };
}

async function listEntries(git: Git, commit: string, prefix: string): Promise<Map<string, Entry>> {
  const within = prefix === '' ? [] : ['--', prefix];
  const options = ['ls-tree', '-r', '-z', '--full-tree', commit, ...within];
  const lines = splitNul(await gitOutput(git, ['--literal-pathspecs', ...options]));
  return new Map(lines.map((line) => parseEntry(line, prefix)));
}

/** `<mode> blob <id>\t<path>`; see git-ls-tree(1). */
function parseEntry(line: string, prefix: string): [string, Entry] {
  const tab = line.indexOf('\t');
  const [mode = '', , id = ''] = line.slice(0, tab).split(' ');
  return [line.slice(tab + 1 + prefix.length), { mode, id }];
}

async function readEntry(git: Git, path: string, entry: Entry | undefined): Promise<FileContent> {
  const refused = outside(path);
  if (refused !== null) return refused;
  if (entry === undefined) return { status: 'missing' };
  if (entry.mode === LINK) return { status: 'unreadable', why: 'a symbolic link' };
  if (entry.mode === SUBMODULE) return { status: 'unreadable', why: 'a submodule' };
  const bytes = await gitOutput(git, ['cat-file', 'blob', entry.id]);
  return tooLarge(bytes.length) ?? { status: 'read', bytes };
}

import { type Git, splitNul } from './git.ts';
import { type FileContent, isInside, MOST_BYTES, type Tree } from './tree.ts';

type Entry = { mode: string; id: string };
const LINK = '120000';

/**
 * The files of a commit, without checking it out.
 *
 * @param prefix the POC's folder inside the repository, empty or ending in `/`
 */
export function openCommitTree(git: Git, commit: string, prefix: string): Tree {
  let entries: Promise<Map<string, Entry>> | undefined;
  const all = () => {
    entries ??= listEntries(git, commit, prefix);
    return entries;
  };
  return {
    name: `commit ${commit.slice(0, 7)}`,
    read: async (path) => readEntry(git, path, (await all()).get(path)),
    list: async () => [...(await all()).keys()].sort(),
  };
}

async function listEntries(git: Git, commit: string, prefix: string): Promise<Map<string, Entry>> {
  const answer = await git([
    'ls-tree',
    '-r',
    '-z',
    '--full-tree',
    commit,
    ...(prefix === '' ? [] : ['--', prefix]),
  ]);
  const lines = answer.ok ? splitNul(answer.bytes) : [];
  return new Map(lines.map((line) => parseEntry(line, prefix)));
}

/** `<mode> blob <id>\t<path>`; see git-ls-tree(1). */
function parseEntry(line: string, prefix: string): [string, Entry] {
  const tab = line.indexOf('\t');
  const [mode = '', , id = ''] = line.slice(0, tab).split(' ');
  return [line.slice(tab + 1 + prefix.length), { mode, id }];
}

async function readEntry(git: Git, path: string, entry: Entry | undefined): Promise<FileContent> {
  if (!isInside(path)) return { status: 'unreadable', why: `${path} leads out of the folder` };
  if (entry === undefined) return { status: 'missing' };
  if (entry.mode === LINK) return { status: 'unreadable', why: 'it is a symbolic link' };
  const answer = await git(['cat-file', 'blob', entry.id]);
  if (!answer.ok) return { status: 'unreadable', why: answer.why };
  if (answer.bytes.length > MOST_BYTES)
    return { status: 'unreadable', why: `it has ${answer.bytes.length} bytes` };
  return { status: 'read', bytes: answer.bytes };
}

import { openWhole, pathsBelow, type Tree } from './tree.ts';

/** Files that never were on a disk, such as those of a downloaded artifact. */
export function memoryTree(name: string, files: ReadonlyMap<string, Uint8Array>): Tree {
  const read: Tree['read'] = async (path) => {
    const bytes = files.get(path);
    return bytes === undefined ? { status: 'missing' } : { status: 'read', bytes };
  };
  const all = [...files.keys()].sort();
  return {
    name,
    read,
    open: (path) => openWhole(path, read),
    list: async () => all,
    below: async (folder) => pathsBelow(all, folder),
  };
}

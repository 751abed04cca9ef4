import { type FileContent, openWhole, pathsBelow, type Tree } from '../../action/evidence/tree.ts';

/** A tree of literals: text, bytes, or what reading a file comes to. */
export function aTree(files: Readonly<Record<string, string | Uint8Array | FileContent>>): Tree {
  const content = (file: string | Uint8Array | FileContent): FileContent => {
    if (typeof file === 'string') return { status: 'read', bytes: new TextEncoder().encode(file) };
    return file instanceof Uint8Array ? { status: 'read', bytes: file } : file;
  };
  const read: Tree['read'] = async (path) =>
    Object.hasOwn(files, path) ? content(files[path] ?? '') : { status: 'missing' };
  const all = Object.keys(files).sort();
  return {
    name: 'literals',
    read,
    open: (path) => openWhole(path, read),
    list: async () => all,
    below: async (folder) => pathsBelow(all, folder),
  };
}

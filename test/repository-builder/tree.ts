import type { FileContent, Tree } from '../../action/evidence/tree.ts';

/** A tree of literals: text, bytes, or what reading a file comes to. */
export function aTree(files: Readonly<Record<string, string | Uint8Array | FileContent>>): Tree {
  const read = (file: string | Uint8Array | FileContent): FileContent => {
    if (typeof file === 'string') return { status: 'read', bytes: new TextEncoder().encode(file) };
    return file instanceof Uint8Array ? { status: 'read', bytes: file } : file;
  };
  return {
    name: 'literals',
    read: async (path) => (Object.hasOwn(files, path) ? read(files[path] ?? '') : { status: 'missing' }),
    list: async () => Object.keys(files).sort(),
  };
}

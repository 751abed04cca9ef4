/**
 * Tells cases of the same name in different files apart: the first file keeps the bare name, so that an id is what a
 * person wrote; in others the file goes in front. The same name in the same file is another attempt at the same case.
 */
export function namesByFile(): (name: string, file: string) => string {
  const fileOf = new Map<string, string>();
  return (name, file) => {
    const first = fileOf.get(name);
    if (first === undefined) fileOf.set(name, file);
    return first === undefined || first === file ? name : `${file} > ${name}`;
  };
}

/** @returns the last part of a path. What goes before differs from machine to machine. */
export const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

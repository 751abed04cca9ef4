import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { TemplateFile } from '../template-files.ts';

/** Static, dynamic, re-exported and type-only imports alike: without any of them the compiler stops. */
const IMPORT = /(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*)['"]([^'"\s,{}]+)['"]/g;
const CODE = /\.(?:[cm]?[jt]s|tsx)$/;

/** What some files import, directly or not. */
export type Closure = {
  /** Files of the template that are not among those that were asked about. */
  files: TemplateFile[];
  /** Packages by name, such as `zod`; those of Node.js as `node:`. */
  packages: ReadonlySet<string>;
};

/**
 * Follows the imports of some files through the files of a template.
 *
 * @param isThere files that somebody has already; they are neither followed nor returned
 * @throws Error on a relative import that leads nowhere
 */
export function importClosure(
  files: readonly TemplateFile[],
  template: readonly TemplateFile[],
  isThere: (file: TemplateFile) => boolean = () => false,
): Closure {
  const known = new Map([...template, ...files].map((file) => [file.path, file]));
  const found = new Set(files);
  const packages = new Set<string>();
  for (const file of found) {
    for (const wanted of importsOf(file)) {
      const target = wanted.startsWith('.') ? resolved(file, wanted, known) : undefined;
      if (target === undefined) packages.add(packageOf(wanted));
      else if (!isThere(target)) found.add(target);
    }
  }
  const declared = template.filter(
    (file) => !isThere(file) && declares(file).some((name) => packages.has(name)),
  );
  for (const file of declared) found.add(file);
  for (const file of files) found.delete(file);
  return { files: [...found], packages };
}

/** The packages without types of their own that a file declares. */
const declares = ({ path, source }: TemplateFile): string[] =>
  path.endsWith('.d.ts')
    ? [...readFileSync(source, 'utf8').matchAll(/^declare module '([^']+)'/gm)].map(([, name = '']) =>
        packageOf(name),
      )
    : [];

function importsOf({ path, source }: TemplateFile): string[] {
  if (!CODE.test(path)) return [];
  return [...readFileSync(source, 'utf8').matchAll(IMPORT)].map(([, wanted = '']) => wanted);
}

function packageOf(wanted: string): string {
  if (wanted.startsWith('node:')) return 'node:';
  return wanted
    .split('/')
    .slice(0, wanted.startsWith('@') ? 2 : 1)
    .join('/');
}

function resolved(
  from: TemplateFile,
  wanted: string,
  known: ReadonlyMap<string, TemplateFile>,
): TemplateFile {
  const path = posix.join(posix.dirname(from.path), wanted);
  const target = known.get(path);
  if (target !== undefined) return target;
  throw new Error(`${from.path} imports ${wanted}, and no template is written to ${path}.`);
}

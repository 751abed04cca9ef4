import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Tells what a kind of workflow adds to `package.json`. */
export const KIND_FILE = 'kind.json';

/** A file of a template: where it is, and where it goes. */
export type TemplateFile = {
  /** Absolute path of the source. */
  source: string;
  /** Path in the made repository, with `/`. */
  path: string;
  /** Is it a Handlebars template? */
  rendered: boolean;
};

const RENDERED = '.hbs';

/**
 * Every file below a folder, dotted ones too.
 *
 * @returns paths relative to the folder, with `/`, in a fixed order
 */
export function filesBelow(folder: string): string[] {
  const paths = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return filesBelow(join(folder, entry.name)).map((path) => `${entry.name}/${path}`);
    // npm leaves links out of a package without a word, so a template with one works only in a checkout.
    if (!entry.isFile()) throw new Error(`${join(folder, entry.name)} is neither a file nor a folder.`);
    return [entry.name];
  });
  return paths.sort();
}

/** npm packs no `.gitignore` and no `.npmrc`, so on disk their names start with an underscore. */
function publishedPath(path: string): string {
  const dotted = path.replace(/(^|\/)_(?=[A-Za-z])/g, '$1.');
  return dotted.endsWith(RENDERED) ? dotted.slice(0, -RENDERED.length) : dotted;
}

/**
 * The files of one folder of templates, by where they are written.
 *
 * @param description the file that tells of the folder and is not part of it
 * @throws Error when there is none, or two go to one place
 */
export function layer(folder: string, description?: string): Map<string, TemplateFile> {
  const all = existsSync(folder) ? filesBelow(folder) : [];
  const found = all.filter((path) => path !== description);
  if (found.length === 0) throw new Error(`${folder} holds no template files. Install create-poc again.`);
  const files = new Map<string, TemplateFile>();
  for (const relative of found) {
    const path = publishedPath(relative);
    if (path.includes('{{')) throw new Error(`${relative}: a path holds no placeholders.`);
    if (files.has(path))
      throw new Error(`${relative}: another file of this template is also written to ${path}.`);
    files.set(path, { source: join(folder, relative), path, rendered: relative.endsWith(RENDERED) });
  }
  return files;
}

/**
 * The files of one kind of workflow: those of `base/`, and over them those of `kinds/<kind>/`.
 *
 * @param templates the folder that holds both
 */
export function templateFiles(templates: string, kind: string): TemplateFile[] {
  const files = new Map([
    ...layer(join(templates, 'base')),
    ...layer(join(templates, 'kinds', kind), KIND_FILE),
  ]);
  return [...files.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

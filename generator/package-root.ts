import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What we read of our own `package.json`. */
export type PackageManifest = {
  name: string;
  version: string;
  files?: string[];
  bin?: Record<string, string>;
  repository?: string | { url?: string };
} & Record<string, unknown>;

/** @returns the `package.json` of a folder, or `undefined` when it has none. */
export function packageManifest(folder: string): PackageManifest | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PackageManifest) : undefined;
}

/**
 * The folder of the package that this file is part of: the same from sources, from `build/` and from the
 * bundles in `lib/`. The `package.json` that ncc (`{"type":"module"}`) or the compiler leaves beside its output is
 * passed by: it has no name, or no templates.
 *
 * @param start where to look first, then upwards
 */
export function packageRoot(start: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (packageManifest(folder)?.name === 'create-poc' && existsSync(join(folder, 'templates')))
      return folder;
    if (folder === dirname(folder)) {
      throw new Error(
        `No package.json named create-poc with templates beside it, above ${start}. Install create-poc again.`,
      );
    }
  }
}

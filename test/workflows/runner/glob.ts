import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** What a list of patterns found. Paths are absolute and sorted. */
export type GlobResult = {
  files: string[];
  /** For each pattern that includes, the folder or file before its first wildcard. */
  searchPaths: string[];
};

/**
 * Finds files by GitHub's patterns: `*`, `**` and `?`, a folder stands for all in it, a leading `!` takes
 * away again. Other wildcards throw, since they would be read as plain text.
 */
export function findFiles(patterns: string[], root: string): GlobResult {
  const wanted = patterns.map((pattern) => pattern.trim()).filter((pattern) => pattern && pattern[0] !== '#');
  const includes = wanted
    .filter((pattern) => !pattern.startsWith('!'))
    .map((pattern) => resolve(root, pattern));
  const excludes = wanted
    .filter((pattern) => pattern.startsWith('!'))
    .map((one) => resolve(root, one.slice(1)));
  const searchPaths = [...new Set(includes.map(fixedPart))];
  const candidates = new Set(searchPaths.flatMap(filesUnder));
  const [included, excluded] = [includes.map(expression), excludes.map(expression)];
  const files = [...candidates].filter(
    (file) => included.some((one) => one.test(file)) && !excluded.some((one) => one.test(file)),
  );
  return { files: files.sort(), searchPaths };
}

/** @returns whether a name (not a path) fits a pattern with `*` and `?`. */
export function nameFits(name: string, pattern: string): boolean {
  return new RegExp(`^${segment(pattern)}$`).test(name);
}

/** @returns whether any folder or file below `root` on the way to `file` begins with a dot. */
export function isHidden(file: string, root: string): boolean {
  return relative(root, file)
    .split(sep)
    .some((part) => part.startsWith('.') && part !== '..');
}

function fixedPart(pattern: string): string {
  const segments = pattern.split('/');
  const wild = segments.findIndex((part) => /[*?]/.test(part));
  return wild < 0 ? pattern : segments.slice(0, wild).join('/') || '/';
}

/** Matches the path itself and everything below it. */
function expression(pattern: string): RegExp {
  const parts = pattern.split('/').slice(1);
  const body = parts.map((part) => (part === '**' ? '(?:/[^/]+)*' : `/${segment(part)}`)).join('');
  return new RegExp(`^${body}(?:/.*)?$`, 's');
}

function segment(part: string): string {
  if (/[[\]{}]/.test(part))
    throw new Error(`The pattern "${part}" has a wildcard that the test runner lacks.`);
  return part
    .replace(/[.+^$()|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
}

function filesUnder(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((one) => !one.isDirectory()).map((one) => join(one.parentPath, one.name));
}

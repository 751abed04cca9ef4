import type { Tree } from './tree.ts';

/**
 * @returns the files of the tree that match any of the patterns, sorted. A pattern is a path in which `*` stands for
 * any part of a name and `**` for any number of folders, none included; it never leads out of the folder.
 */
export const filesMatching = async (tree: Tree, patterns: readonly string[]): Promise<string[]> =>
  matching(await tree.list(), patterns);

/** @returns those of the files that match any of the patterns, in their order. */
export function matching(files: readonly string[], patterns: readonly string[]): string[] {
  const split = patterns.map((pattern) => pattern.replace(/^\.\//, '').split('/'));
  return files.filter((file) => split.some((pattern) => matches(pattern, file.split('/'))));
}

/**
 * @returns the files that match, sorted, ignored ones as well: results are often kept out of the history. A path
 * without `*` is among them whether there is such a file or not, so that its absence can be told.
 */
export async function outputsMatching(tree: Tree, patterns: readonly string[]): Promise<string[]> {
  const found = patterns.map(async (pattern) => {
    const fixed = fixedPart(pattern);
    return pattern.includes('*') ? matching(await tree.below(fixed), [pattern]) : [fixed];
  });
  return [...new Set((await Promise.all(found)).flat())].sort();
}

/** @returns the folders of a pattern before its first `*`; the whole path where it has none. */
export function fixedPart(pattern: string): string {
  const parts = pattern.replace(/^\.\//, '').split('/');
  const star = parts.findIndex((part) => part.includes('*'));
  return (star < 0 ? parts : parts.slice(0, star)).join('/');
}

/** Characters that mean something in other kinds of pattern, and would quietly match nothing in this one. */
const OTHER_KIND = /[{}[\]()|!?\\]/;

/** @returns what is wrong with a pattern that a person wrote, or `null`. */
export function patternFault(pattern: string): string | null {
  if (OTHER_KIND.test(pattern)) return 'a pattern of another kind';
  const parts = pattern.split('/');
  const leadsOut = parts[0] === '' || parts.includes('..');
  if (leadsOut) return 'a pattern that leads out of the folder';
  return parts.some((part) => part.includes('**') && part !== '**') ? '`**` beside other characters' : null;
}

/**
 * Matches in steps, one for each pair of parts at most. Patterns come from the pull request, and one that is made a
 * regular expression of can be written so that it takes years.
 */
function matches(pattern: readonly string[], path: readonly string[]): boolean {
  let starts = new Set([0]);
  for (const part of path) {
    const next = new Set<number>();
    for (const at of skipFolders(pattern, starts)) {
      if (pattern[at] === '**') next.add(at);
      else if (at < pattern.length && matchesName(pattern[at] as string, part)) next.add(at + 1);
    }
    starts = next;
  }
  return skipFolders(pattern, starts).has(pattern.length);
}

/** `**` may stand for no folder at all. */
function skipFolders(pattern: readonly string[], starts: ReadonlySet<number>): Set<number> {
  const reached = new Set(starts);
  for (const at of reached) if (pattern[at] === '**') reached.add(at + 1);
  return reached;
}

/** The parts between stars are looked for one after the other: the first place that fits is always good enough. */
function matchesName(pattern: string, name: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] as string;
  const last = pieces[pieces.length - 1] as string;
  if (pieces.length === 1) return pattern === name;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  let rest = name.slice(first.length, name.length - last.length);
  for (const piece of pieces.slice(1, -1)) {
    const at = rest.indexOf(piece);
    if (at < 0) return false;
    rest = rest.slice(at + piece.length);
  }
  return true;
}

import { GUARDED_FILES } from '../contract/guarded-files.ts';
import { CODE_OWNERS_FILES } from '../readiness/policy/paths.ts';
import { readValue } from '../readiness/reading.ts';
import { readText } from './decode.ts';
import { matching } from './glob.ts';
import type { Tree } from './tree.ts';

type Line = { pattern: string; owners: readonly string[] };

/**
 * Reads who has to agree to a change of each file in which something can be loosened. Text after a `#` is a comment; the
 * last pattern that matches decides, and one without owners takes them away (GitHub, "About code owners").
 *
 * @param root the tree of the whole repository
 * @param prefix the POC's folder in it: empty, or ending in `/`
 * @returns owners by the file's path in the POC's folder; a file that nobody has to agree to is not among them
 */
export async function readCodeOwners(
  root: Tree,
  prefix: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const lines = await readLines(root);
  const owned = GUARDED_FILES.flatMap((file) => {
    const last = lines.findLast(({ pattern }) => covers(pattern, `${prefix}${file}`));
    return last === undefined || last.owners.length === 0 ? [] : [[file, last.owners] as const];
  });
  return new Map(owned);
}

async function readLines(root: Tree): Promise<Line[]> {
  for (const place of CODE_OWNERS_FILES) {
    const text = readValue(await readText(root, place, ''));
    if (text !== undefined) return text.split('\n').flatMap(parseLine);
  }
  return [];
}

function parseLine(line: string): Line[] {
  const [pattern, ...rest] = line
    .replace(/(?:^|\s)#.*$/, '')
    .trim()
    .split(/\s+/);
  // An owner is a handle, a team or an address; a word that is none of them makes nobody agree.
  const owners = rest.filter((owner) => /^@[\w-]|^[^@\s]+@[^@\s]+$/.test(owner));
  return pattern === undefined || pattern === '' ? [] : [{ pattern, owners }];
}

/** A pattern with a slash before its end starts at the root; another one may start anywhere. */
function covers(pattern: string, file: string): boolean {
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  const place = pattern.replace(/\/$/, '').includes('/') ? bare : `**/${bare}`;
  const inside = [`${place}/**`];
  return matching([file], pattern.endsWith('/') ? inside : [place, ...inside]).length > 0;
}

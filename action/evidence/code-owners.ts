import { ACCESS_FILE } from '../contract/access.ts';
import { DATA_FILE } from '../contract/data-register.ts';
import { KILL_FILE } from '../contract/kill.ts';
import { LIMITS_FILE } from '../contract/limits.ts';
import { MANIFEST_FILE } from '../contract/manifest.ts';
import { OWNERS_FILE } from '../contract/owners.ts';
import { PRICES_FILE } from '../contract/prices.ts';
import { SIGNALS_FILE } from '../contract/signals.ts';
import { SUPPRESSIONS_FILE } from '../contract/suppressions.ts';
import { THRESHOLDS_FILE } from '../contract/thresholds.ts';
import { WAIVERS_FILE } from '../contract/waivers.ts';
import { readValue } from '../readiness/reading.ts';
import { readText } from './decode.ts';
import { matching } from './glob.ts';
import type { Tree } from './tree.ts';

/** Where GitHub looks, in this order; the first that is there counts. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Files in which something can be loosened. */
const GUARDED = [
  MANIFEST_FILE,
  ACCESS_FILE,
  DATA_FILE,
  KILL_FILE,
  LIMITS_FILE,
  OWNERS_FILE,
  PRICES_FILE,
  SIGNALS_FILE,
  SUPPRESSIONS_FILE,
  THRESHOLDS_FILE,
  WAIVERS_FILE,
];

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
  const owned = GUARDED.flatMap((file) => {
    const last = lines.findLast(({ pattern }) => covers(pattern, `${prefix}${file}`));
    return last === undefined || last.owners.length === 0 ? [] : [[file, last.owners] as const];
  });
  return new Map(owned);
}

async function readLines(root: Tree): Promise<Line[]> {
  for (const place of PLACES) {
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

import type { CodeOwners } from '../readiness/evidence.ts';
import { readValue } from '../readiness/reading.ts';
import { readText } from './decode.ts';
import type { Tree } from './tree.ts';

/** Where GitHub looks, in this order; the first that is there counts. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Reads who has to agree to what. Text after a `#` is a comment; a pattern without owners takes them away. */
export async function readCodeOwners(tree: Tree): Promise<readonly CodeOwners[]> {
  for (const place of PLACES) {
    const text = readValue(await readText(tree, place, ''));
    if (text !== undefined) return text.split('\n').flatMap(parseLine);
  }
  return [];
}

function parseLine(line: string): CodeOwners[] {
  const [pattern, ...owners] = line
    .replace(/(?:^|\s)#.*$/, '')
    .trim()
    .split(/\s+/);
  return pattern === undefined || pattern === '' ? [] : [{ pattern, owners }];
}

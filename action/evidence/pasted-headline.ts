import { HEADLINE_END, HEADLINE_START, README_FILE } from '../contract/words.ts';
import type { PastedHeadline } from '../readiness/evidence.ts';
import type { Reading } from '../readiness/reading.ts';
import { readText } from './decode.ts';
import type { Tree } from './tree.ts';

/** Reads the headline between the markers of the README. A README without markers promises nothing. */
export async function readPasted(tree: Tree): Promise<Reading<PastedHeadline | null>> {
  const text = await readText(tree, README_FILE, '');
  if (text.status === 'invalid') return text;
  return { status: 'read', value: text.status === 'read' ? between(text.value) : null };
}

/** Every pair of markers is read: two that do not say the same say another number than the rows, whichever is right. */
function between(text: string): PastedHeadline | null {
  const pairs = text
    .split(HEADLINE_START)
    .slice(1)
    .filter((after) => after.includes(HEADLINE_END));
  if (pairs.length === 0) return null;
  const said = pairs.map((after) => after.slice(0, after.indexOf(HEADLINE_END)).trim().replace(/\s+/g, ' '));
  const start = text.indexOf(HEADLINE_START);
  return {
    text: [...new Set(said)].join(' / '),
    file: README_FILE,
    line: text.slice(0, start).split('\n').length,
  };
}

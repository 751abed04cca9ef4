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

function between(text: string): PastedHeadline | null {
  const start = text.indexOf(HEADLINE_START);
  const end = text.indexOf(HEADLINE_END, start);
  if (start < 0 || end < 0) return null;
  const found = text
    .slice(start + HEADLINE_START.length, end)
    .trim()
    .replace(/\s+/g, ' ');
  return { text: found, file: README_FILE, line: text.slice(0, start).split('\n').length };
}

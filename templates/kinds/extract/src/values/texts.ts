import type { Found } from './values.ts';

/**
 * The longest text that a field holds. The gate allows 2,000 characters of free text in all: with more than ten text
 * fields, lower it and run `npm run schema`.
 */
export const LONGEST_TEXT = 200;

/** What of a line can be a value, beside all of it. */
const PIECES = {
  /** What follows the first colon. */
  rest: /(?<=^[^:]{1,60}:).+/gu,
  /** What stands between bars, tabs or wide gaps. */
  column: /[^\s|]+(?: [^\s|]+)*/gu,
  /** A word with a digit in it: the number of something. */
  code: /(?<![\p{L}\p{N}])(?=[^\s\d]{0,30}\d)[\p{L}\p{N}][\p{L}\p{N}./_-]{0,60}/gu,
  /** Words that begin with a capital: a name. */
  name: /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}.'’-]*(?: (?:& )?\p{Lu}[\p{L}\p{N}.'’-]*)*/gu,
} as const;

/** @returns the lines of a text and what stands in them, as far as it can be a value, each place once. */
export function textsIn(text: string): Found[] {
  const found = new Map<string, Found>();
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    for (const [read, pattern] of [['line', /.+/g] as const, ...Object.entries(PIECES)]) {
      for (const piece of line.matchAll(pattern)) {
        const one = trimmed(piece[0], index + piece.index, read);
        const place = `${one.start} ${one.end}`;
        if (one.value !== '' && one.value.length <= LONGEST_TEXT) found.set(place, one);
      }
    }
  }
  return [...found.values()];
}

function trimmed(written: string, at: number, read: string): Found & { value: string } {
  const start = at + (written.length - written.trimStart().length);
  const value = written.trim().replace(/[.,;:]+$/, '');
  return { value, start, end: start + value.length, read };
}

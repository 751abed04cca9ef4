import { isUtf8 } from 'node:buffer';

/** @returns the text, or `null` for bytes that are not UTF-8. */
export const textOf = (bytes: Buffer): string | null => (isUtf8(bytes) ? bytes.toString('utf8') : null);

/**
 * Parses JSON as Python writes it too: a bare `NaN`, `Infinity` or `-Infinity` reads as `null`, which is how pandas has
 * a cell without anything in it. As a score it is a number that is none, and reads as infinity.
 *
 * @returns `undefined` for what is not JSON, which no JSON is
 */
export function parseJson(text: string): unknown {
  const value = parsed(text);
  if (value !== undefined || !/NaN|Infinity/.test(text)) return value;
  return parsed(withoutBareNumbers(text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BARE = /-?Infinity|NaN/y;

/** Goes from string to string, since no regular expression takes one of a megabyte. */
function withoutBareNumbers(text: string): string {
  let mended = '';
  let from = 0;
  let key = { start: 0, end: 0 };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const end = code === QUOTE ? endOfString(text, at) : endOfBareNumber(text, at, code);
    if (code === QUOTE) key = { start: at, end };
    else if (end > at + 1) {
      const isScore = text.slice(key.end, at).trim() === ':' && isNamedScore(text.slice(key.start, key.end));
      mended += `${text.slice(from, at)}${isScore ? INFINITE : 'null'}`;
      from = end;
    }
    at = end;
  }
  return mended + text.slice(from);
}

/** Larger than any number, and JSON. The spaces keep it from making one of what stands beside it. */
const INFINITE = ' 1e999 ';

/** However it is spelled and escaped. */
const isNamedScore = (key: string): boolean =>
  key.length < LONGEST_KEY && /score/i.test(String(parsed(key)).replace(/[\s_-]/g, ''));

/** With each of its letters escaped, none that is looked for is longer. */
const LONGEST_KEY = 200;

/** The bytes that one can begin with: `-`, `I`, `N`. */
const STARTS = new Set([0x2d, 0x49, 0x4e]);

/** @returns the index after this character where no such number begins with it */
function endOfBareNumber(text: string, at: number, code: number): number {
  if (!STARTS.has(code)) return at + 1;
  BARE.lastIndex = at;
  return BARE.test(text) ? BARE.lastIndex : at + 1;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at += 1;
  }
  return text.length;
}

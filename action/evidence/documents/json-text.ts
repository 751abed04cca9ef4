import { isUtf8 } from 'node:buffer';

/** @returns the text, or `null` for bytes that are not UTF-8. */
export const textOf = (bytes: Buffer): string | null => (isUtf8(bytes) ? bytes.toString('utf8') : null);

/**
 * Parses JSON as Python writes it too: a bare `NaN`, `Infinity` or `-Infinity` reads as `null`.
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
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    BARE.lastIndex = at;
    if (code === QUOTE) at = endOfString(text, at);
    else if (BARE.test(text)) {
      mended += `${text.slice(from, at)}null`;
      from = BARE.lastIndex;
      at = from;
    } else at += 1;
  }
  return mended + text.slice(from);
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at += 1;
  }
  return text.length;
}

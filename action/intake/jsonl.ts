import { decodeUtf8 } from './decode.ts';
import { type Entry, MAX_ITEM_BYTES, malformed } from './entry.ts';
import { type Columns, recordEntry } from './record.ts';

const NEWLINE = 0x0a;

/** @returns the entries of JSON lines, one for each line that ends or has something in it. */
export function readJsonl(bytes: Uint8Array, columns: Columns): Entry[] {
  const entries: Entry[] = [];
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const end = lineEnd(bytes, start);
    entries.push(lineEntry(bytes.subarray(start, end), columns, `line:${line}`));
    start = end + 1;
  }
  return entries;
}

function lineEntry(raw: Uint8Array, columns: Columns, place: string): Entry {
  if (raw.length > MAX_ITEM_BYTES) return malformed('too_large', place, raw);
  const text = decodeUtf8(raw);
  if (text === null) return malformed('not_utf8', place, raw);
  if (text.trim() === '') return malformed('empty', place, raw);
  const value = jsonOf(text);
  if (value === undefined) return malformed('not_json', place, raw);
  if (!isRecord(value)) return malformed('not_an_object', place, raw);
  const pairs = Object.entries(value).map(([name, held]): [string, string] => [name, textOf(held)]);
  return recordEntry(pairs, columns, raw, place);
}

/** @returns the value of a JSON text, or `undefined` when it is none; JSON itself has no undefined. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys are looked for in this many lines: enough to name them in a message. */
const LINES_LOOKED_AT = 200;

/** @returns the keys that the first lines have, in the order of first occurrence. */
export function jsonlKeys(bytes: Uint8Array): string[] {
  const keys = new Set<string>();
  for (let start = 0, line = 0; start < bytes.length && line < LINES_LOOKED_AT; line++) {
    const end = lineEnd(bytes, start);
    const value = jsonOf(decodeUtf8(bytes.subarray(start, end)) ?? '');
    for (const key of isRecord(value) ? Object.keys(value) : []) keys.add(key);
    start = end + 1;
  }
  return [...keys];
}

function lineEnd(bytes: Uint8Array, start: number): number {
  const found = bytes.indexOf(NEWLINE, start);
  return found < 0 ? bytes.length : found;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack: nothing that a person would read.
    return '';
  }
}

import type { Item } from '../input.ts';

/** Only the beginning of a long field is read: what an item is about is said early, and time stays bounded. */
const LONGEST_FIELD = 5_000;

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;

/** @returns the words of all fields, in lower case, as often as they occur. */
export function wordsOf(item: Item): string[] {
  return Object.values(item.fields).flatMap(
    (text) => text.slice(0, LONGEST_FIELD).normalize('NFKC').toLowerCase().match(WORD) ?? [],
  );
}

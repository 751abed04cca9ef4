import type { Item } from './input.ts';

/** A text that a draft may rest on. It is a field of the item whose name starts with `source:`. */
export type Source = { name: string; text: string };

const PREFIX = 'source:';

/** @returns the sources of an item, by the names that citations use. */
export const sourcesOf = ({ fields }: Item): Source[] =>
  Object.entries(fields).flatMap(([field, text]) =>
    field.startsWith(PREFIX) ? [{ name: field.slice(PREFIX.length), text }] : [],
  );

/** @returns what a person asked: every field that is no source. */
export const questionOf = ({ fields }: Item): string =>
  Object.entries(fields)
    .flatMap(([field, text]) => (field.startsWith(PREFIX) ? [] : [text]))
    .join('\n');

/** @returns the sentences of a text; a line of a list is one too. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}"„“])|\n+/u)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => /\p{L}/u.test(sentence));

/** A text as it is compared: without differences of case, spacing and typography that nobody means. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’‚]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();

/** @returns what a reader would check in a text: numbers with their digits, and addresses of web pages and mailboxes. */
export const factsOf = (text: string): string[] =>
  plain(text).match(/https?:\/\/[^\s)>\]]+|[^\s@<(]+@[^\s@>)]+\.\w+|\p{N}+(?:[.,:]\p{N}+)*/gu) ?? [];

/** Words that stand in every text and say nothing about what it is about (English). */
const STOP_WORDS = new Set(
  'a an and are as at be been but by can could do does for from had has have how i if in is it its me my no not of on or our so than that the their them then there they this to was we were what when where which who will with would you your'.split(
    ' ',
  ),
);

/** @returns the words that say what a text is about, each once. */
export const contentWords = (text: string): Set<string> =>
  new Set(
    (plain(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1 && !STOP_WORDS.has(word)),
  );

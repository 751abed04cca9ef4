/** Han, kana and the like are written without spaces: each character counts as a word of its own. */
const WORD = /\p{Ideographic}|[\p{L}\p{M}\p{N}]+/gu;

/**
 * @returns the words of a text in lower case, joined by single spaces, so that texts which differ only in
 * case, width, punctuation or layout come out the same. A text without words keeps its marks.
 */
export function normalise(text: string): string {
  const words = text.normalize('NFKC').toLowerCase().match(WORD);
  return words === null ? text.replace(/\s+/g, ' ').trim() : words.join(' ');
}

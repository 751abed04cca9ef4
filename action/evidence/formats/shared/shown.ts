const LONGEST_WORD = 60;
const LONGEST_REASON = 1000;

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;

/** @returns a value as it may stand in a message: in one line, and short whatever the file holds. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a group of keys';
  // Cut before it is escaped: a text may be a megabyte long.
  return typeof value === 'string' ? JSON.stringify(cut(value, LONGEST_WORD)) : String(value);
}

/** @returns the tool's words on why a case did not pass, at a length that a report can hold; `null` for no words. */
export const reasonOf = (text: unknown): string | null =>
  typeof text === 'string' && text.trim() !== '' ? cut(text.trim(), LONGEST_REASON) : null;

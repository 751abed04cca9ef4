import type { Fields } from './entry.ts';

/** Half of a surrogate pair. It cannot be stored as UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
const NUL = /\0/g;

/** @returns the text without what no store accepts: lone surrogates and NULs become U+FFFD. */
function storable(text: string): string {
  return text.replace(LONE_SURROGATE, '\uFFFD').replace(NUL, '\uFFFD');
}

/** @returns names and values as fields. `__proto__` is a name like any other; of equal names the last one counts. */
export function fieldsFrom(pairs: Iterable<readonly [string, string]>): Fields {
  return Object.fromEntries([...pairs].map(([name, value]) => [storable(name), storable(value)]));
}

export function isBlank(fields: Fields): boolean {
  return Object.values(fields).every((value) => value.trim() === '');
}

export const MAIL_FIELDS = ['from', 'to', 'subject', 'date', 'body'] as const;

/**
 * @returns the text in which two items are compared. Copies of one mail differ in addresses and dates, so of a
 * mail only the subject and the body count; of anything else, all fields.
 */
export function comparableText(fields: Fields): string {
  const names = Object.keys(fields);
  const isMail = names.length === MAIL_FIELDS.length && MAIL_FIELDS.every((name) => names.includes(name));
  return isMail ? `${fields.subject}\n${fields.body}` : Object.values(fields).join('\n');
}

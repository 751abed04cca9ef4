/** Seen by nobody, and so no part of a name. */
const UNSEEN = /\p{Cf}/gu;

/** @returns a name as it is compared: case, spaces and the @ of a mention do not make another person of anybody. */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').replace(UNSEEN, '').trim().replace(/^@/, '').replace(/\s+/g, ' ').toLowerCase();

/** A login has dots and dashes where a name has spaces: `bea-builder` is Bea Builder. */
export const sameName = (a: string, b: string): boolean => spaced(a) === spaced(b);

const spaced = (name: string): string => nameKey(name).replace(/[ ._-]+/g, ' ');

/** @returns the reference of a case as it is compared: case, spaces, kinds of dash and what nobody sees make no other case. */
export const caseKey = (ref: string): string =>
  ref
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(/\s+/g, '')
    .replace(/\p{Pd}/gu, '-')
    .toLowerCase();

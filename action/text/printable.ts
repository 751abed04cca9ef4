import { stripVTControlCharacters } from 'node:util';

/** Nobody sees them, and they turn the direction of what follows round. */
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** @returns text of a repository as it may be printed: in one line, and without what a terminal would obey. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(TURNING, '');

import { stripVTControlCharacters } from 'node:util';

/** @returns text of a repository as it may be printed: in one line, and without what a terminal would obey. */
export const printable = (text: string): string => stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ');

import type { Key } from './key.ts';

/** @returns the letter that was pressed, in lower case, or the name of the key; empty for a paste, which is no command. */
export function typed(key: Key): string {
  if (key.key !== 'text') return key.key;
  return key.pasted ? '' : key.text.toLowerCase();
}

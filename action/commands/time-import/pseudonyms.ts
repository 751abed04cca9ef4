import type { Location } from '../../contract/problem.ts';
import { nameKey } from '../../readiness/names.ts';
import type { Terminal } from '../command.ts';
import {
  findKey,
  KEY_FILE,
  KEY_VARIABLE,
  keyedHash,
  keyNote,
  newKey,
  storeKey,
} from '../eval-import/source-key.ts';

/** What people are called in the files of a POC, and how the key of that is kept, with what to say of it. */
export type Names = { nameOf(performer: string): string; keep(): string[] };

export const AS_THEY_ARE: Names = { nameOf: (name) => name, keep: () => [] };

/**
 * A pseudonym is told from the name by the key alone, so the same person has the same one in every import.
 *
 * @param made where a pseudonym stands that was made before
 */
export function pseudonyms(terminal: Terminal, made: Location | undefined): Names | { problem: string } {
  const stored = findKey(terminal);
  if (stored.status === 'unusable') return stored;
  if (stored.status === 'none' && made !== undefined) return { problem: lostKey(made) };
  const key = stored.status === 'there' ? stored.key : newKey();
  const hash = keyedHash(key);
  return {
    nameOf: (name) => `person-${hash(`performer\n${nameKey(name)}`).slice(0, PSEUDONYM_DIGITS)}`,
    keep() {
      if (stored.status === 'there') return [];
      storeKey(terminal.cwd, key);
      return [keyNote(terminal.cwd, PSEUDONYMS)];
    },
  };
}

const PSEUDONYMS = { what: 'pseudonyms', without: 'gives the same people other ones' };

export const isPseudonym = (name: string): boolean => /^person-[0-9a-f]{8}$/.test(name);

const lostKey = ({ file, line }: Location): string =>
  `${file}:${line}: found pseudonyms and no key; expected the key that made them, since with another the same people get other names. Put it into ${KEY_FILE} or ${KEY_VARIABLE}.`;

/** Two of a hundred people have the same one with a chance of one in a million. */
const PSEUDONYM_DIGITS = 8;

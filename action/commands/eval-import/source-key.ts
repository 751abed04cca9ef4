import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Terminal } from '../command.ts';

/** Without the key, nobody can tell from a `source_ref` which record it was, not even by trying all of them. */
export const KEY_FILE = '.poc/source.key';
export const KEY_VARIABLE = 'POC_SOURCE_KEY';

const KEY_BYTES = 32;
const KEY_TEXT = /^[0-9a-f]{64}$/;
const SHORTEST_VARIABLE = 16;

export type SourceKey =
  | { status: 'there'; key: string }
  | { status: 'none' }
  | { status: 'unusable'; problem: string };

/** @returns the key from the environment, or else from the file. */
export function findKey({ env, cwd }: Terminal): SourceKey {
  const variable = env[KEY_VARIABLE];
  if (variable) {
    return variable.length >= SHORTEST_VARIABLE
      ? { status: 'there', key: variable }
      : {
          status: 'unusable',
          problem: `${KEY_VARIABLE}: found ${variable.length} characters; expected at least ${SHORTEST_VARIABLE}, or references can be guessed. Set a longer one, or unset it.`,
        };
  }
  const text = readKeyFile(join(cwd, KEY_FILE));
  if (text === null) return { status: 'none' };
  const key = text.trim();
  return KEY_TEXT.test(key)
    ? { status: 'there', key }
    : {
        status: 'unusable',
        problem: `${KEY_FILE}: found ${key.length} characters; expected 64 hexadecimal digits. Restore the file from where you keep it; with another key, cases imported before are not recognised.`,
      };
}

function readKeyFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export const newKey = (): string => randomBytes(KEY_BYTES).toString('hex');

/** Writes a key that only its owner can read. A key that is there already is never replaced. */
export function storeKey(cwd: string, key: string): void {
  mkdirSync(join(cwd, '.poc'), { recursive: true });
  writeFileSync(join(cwd, KEY_FILE), `${key}\n`, { mode: 0o600, flag: 'wx' });
}

const REFERENCES = { what: 'hashed references', without: 'cannot recognise these cases' };

/** @returns what to say once, when a key was made. */
export function keyNote(cwd: string, of = REFERENCES): string {
  const made = `Made ${KEY_FILE}, the key of the ${of.what}. Keep it: with another key, the next import ${of.without}.`;
  return isKeyIgnored(cwd)
    ? `${made} .gitignore keeps it out of the repository.`
    : `${made} .gitignore does not name it: add a line with ${KEY_FILE} before you commit.`;
}

/** Does `.gitignore` say in so many words that the key is not committed? */
function isKeyIgnored(cwd: string): boolean {
  const lines = (readKeyFile(join(cwd, '.gitignore')) ?? '').split(/\r?\n/).map((line) => line.trim());
  return lines.some((line) => /^\/?\.poc(?:\/|\/\*|\/source\.key)?$/.test(line));
}

export const keyedHash =
  (key: string) =>
  (text: string): string =>
    createHmac('sha256', key).update(text).digest('hex');

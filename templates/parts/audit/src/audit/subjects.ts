import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import type { Env } from '../part.ts';
import { folderOf } from './trail.ts';

/** Whom or what an entry is about: `person:user-1` or `case:4711`. Each has a key of its own. */
export type Subject = `person:${string}` | `case:${string}`;

const keyShape = z.strictObject({ id: z.string(), subject: z.string(), key: z.string() });
type Key = z.infer<typeof keyShape>;

const keysOf = (env: Env): string => join(folderOf(env), 'keys');
const fileOf = (env: Env, subject: Subject): string =>
  join(keysOf(env), `${createHash('sha256').update(subject).digest('hex')}.json`);

/** @returns the subject as only its key can read it. Twice the same never looks the same. */
export function seal(env: Env, subject: Subject): string {
  const { id, key } = keyFor(env, subject);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'hex'), iv);
  const text = Buffer.concat([cipher.update(subject, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${id}.${Buffer.concat([iv, text]).toString('base64url')}`;
}

/**
 * A digest that says something only while the subject has its key: of a label or an amount a plain one could be guessed
 * at any time.
 */
export const digestFor = (env: Env, subject: Subject, text: string | Uint8Array): string =>
  `sha256:${createHmac('sha256', Buffer.from(keyFor(env, subject).key, 'hex'))
    .update(text)
    .digest('hex')}`;

/** @returns the id of the key that a subject has; `null` where there is none */
export const keyIdOf = (env: Env, subject: Subject): string | null =>
  existsSync(fileOf(env, subject)) ? readKey(fileOf(env, subject)).id : null;

/** From now on nobody can tell that an entry is about this subject. There is no way back. */
export const eraseKey = (env: Env, subject: Subject): void => rmSync(fileOf(env, subject));

/** Deletes every key that a text has nothing sealed with. */
export function dropKeys(env: Env, text: string): void {
  const used = new Set(text.match(/[0-9a-f]{32}(?=\.)/g));
  for (const file of keyFiles(env)) if (!used.has(readKey(file).id)) rmSync(file);
}

function keyFiles(env: Env): string[] {
  const folder = keysOf(env);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
}

/** Called by whoever holds the lock, so that no subject has two keys. */
function keyFor(env: Env, subject: Subject): Key {
  const file = fileOf(env, subject);
  if (existsSync(file)) return readKey(file);
  const made = { id: randomBytes(16).toString('hex'), subject, key: randomBytes(32).toString('hex') };
  mkdirSync(keysOf(env), { recursive: true, mode: 0o700 });
  // Whole or not at all: half a key would stop every run about this subject.
  writeFileSync(`${file}.part`, JSON.stringify(made), { mode: 0o600 });
  renameSync(`${file}.part`, file);
  return made;
}

function readKey(file: string): Key {
  try {
    return keyShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UnusableFile(
      `${file}: found a key that cannot be read; expected what the audit trail wrote. Take it from a backup; without it nobody can read whom its entries are about.`,
    );
  }
}

import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { readEntry } from '../../audit/entry.ts';
import type { Trail, Witness } from '../../audit/verify.ts';
import { type AuditEntry, type AuditKey, auditCheckpoint, auditKey } from '../../contract/audit.ts';
import { readJson } from '../../evidence/json-file.ts';
import { openWorkingTree } from '../../evidence/working-tree.ts';
import { isDiskError } from '../disk-error.ts';
import { whyUnread } from '../why-unread.ts';

/** What was asked for cannot be done; the message has three parts. */
export class Refused extends Error {
  override name = 'Refused';
}

/** @returns the lines of a trail as they are. @throws Refused where there is none */
export async function readTrail(cwd: string, folder: string): Promise<Trail> {
  const file = join(folder, 'trail.jsonl');
  const bytes = await readBytes(resolve(cwd, file), file, 'an audit trail', 'Name the folder that holds it.');
  const lines = bytes.toString('utf8').split('\n');
  return { file, lines: lines.slice(0, -1), brokenOff: lines.at(-1) !== '' };
}

/** @returns the entries of a trail. @throws Refused where a line is none */
export async function readEntries(cwd: string, folder: string): Promise<AuditEntry[]> {
  const { file, lines, brokenOff } = await readTrail(cwd, folder);
  const entries = lines.map(readEntry);
  const broken = brokenOff ? entries.length : entries.indexOf(null);
  if (!brokenOff && broken === -1) return entries.filter((entry) => entry !== null);
  throw new Refused(
    `${file}:${broken + 1}: found a line that broke off or was changed; expected an entry. Run poc audit verify.`,
  );
}

/** @returns the checkpoints that lie beside a trail, oldest first, each with the key of that trail */
export async function readWitnesses(cwd: string, folder: string): Promise<Witness[]> {
  const files = await filesIn(cwd, folder, 'checkpoints');
  const key = files.length === 0 ? null : await readPublicKey(cwd, join(folder, 'signing.pub'));
  return Promise.all(files.map(async (file) => readWitness(cwd, file, key as KeyObject)));
}

/** @throws Refused */
export const readWitness = async (cwd: string, file: string, key: KeyObject): Promise<Witness> => ({
  file,
  checkpoint: await readAs(cwd, file, auditCheckpoint, 'Name a checkpoint that npm run audit wrote.'),
  key,
});

/** @returns the keys of people and cases; `null` where there is no folder of them */
export async function readKeys(cwd: string, folder: string): Promise<AuditKey[] | null> {
  if (!existsSync(resolve(cwd, folder, 'keys'))) return null;
  const files = await filesIn(cwd, folder, 'keys');
  return Promise.all(files.map((file) => readAs(cwd, file, auditKey, 'Take it from a backup.')));
}

async function filesIn(cwd: string, folder: string, below: string): Promise<string[]> {
  const tree = await openWorkingTree(resolve(cwd, folder), null);
  const files = await tree.below(below);
  return files.filter((file) => file.endsWith('.json')).map((file) => join(folder, below, basename(file)));
}

/** @returns a JSON file, checked. @throws Refused */
export async function readAs<S extends z.ZodType>(
  cwd: string,
  file: string,
  shape: S,
  remedy: string,
): Promise<z.infer<S>> {
  const path = resolve(cwd, file);
  const tree = await openWorkingTree(dirname(path), null);
  const read = await readJson(tree, basename(path), shape, remedy);
  if (read.status === 'read') return read.value;
  throw new Refused(whyUnread(read, file).join('\n'));
}

/** @throws Refused where it is no public key of Ed25519 */
export async function readPublicKey(cwd: string, file: string): Promise<KeyObject> {
  const remedy = 'Name the copy of state/audit/signing.pub that was put away with the checkpoints.';
  const pem = await readBytes(resolve(cwd, file), file, 'a public key', remedy);
  const key = publicKeyOf(pem);
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new Refused(`${file}: found no public key; expected one of Ed25519 in PEM. ${remedy}`);
}

function publicKeyOf(pem: Buffer): KeyObject | null {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
}

async function readBytes(path: string, file: string, expected: string, remedy: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (!isDiskError(error)) throw error;
    throw new Refused(`${file}: found ${error.code}; expected ${expected}. ${remedy}`);
  }
}

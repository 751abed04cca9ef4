import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
} from 'node:fs';
import { UnusableFile } from '../jsonl.ts';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';
import { type Body, canonical, type Entry, hashOf, readEntry, sha256 } from './entry.ts';
import { withLock } from './lock.ts';

export const folderOf = (env: Env): string => stateFile(env, 'audit');
export const trailFile = (env: Env): string => stateFile(env, 'audit', 'trail.jsonl');

/**
 * Adds one entry. It is on the disk when this returns.
 *
 * @param body made while nobody else writes
 * @throws UnusableFile, or what the file system says: then nothing is on record
 */
export const append = (env: Env, kind: Entry['kind'], body: () => Body, now = new Date()): Promise<Entry> =>
  withLock(folderOf(env), () => appendLocked(env, kind, body(), now));

/** For whoever holds the lock already. */
export function appendLocked(env: Env, kind: Entry['kind'], body: Body, now: Date): Entry {
  const file = openSync(trailFile(env), 'a+', 0o600);
  try {
    const tail = tailOf(file);
    const piece = tail.subarray(tail.lastIndexOf('\n') + 1);
    const last = lastEntry(env, tail);
    if (piece.length === 0) return write(file, last, kind, body, now);
    // A process that was killed left a piece of an entry: it is set aside, and the trail says so.
    appendFileSync(stateFile(env, 'audit', 'broken-off.txt'), `${piece}\n`, { mode: 0o600 });
    ftruncateSync(file, fstatSync(file).size - piece.length);
    const mended = write(file, last, 'mended', { broken_off: sha256(piece) }, now);
    return write(file, mended, kind, body, now);
  } finally {
    closeSync(file);
  }
}

function write(file: number, last: Entry | null, kind: Entry['kind'], body: Body, now: Date): Entry {
  const [seq, prev] = [(last?.seq ?? 0) + 1, last?.hash ?? null];
  const head = { seq, prev, at: now.toISOString(), kind, digest: sha256(canonical(body)) };
  const entry = { ...head, hash: hashOf(head), body };
  appendFileSync(file, `${canonical(entry)}\n`, { flush: true });
  return entry as Entry;
}

/** @returns the end of a file with at least its last whole line, and all of it where it has none */
function tailOf(file: number, length = 64 * 1024): Buffer {
  const { size } = fstatSync(file);
  const tail = Buffer.alloc(Math.min(size, length));
  readSync(file, tail, 0, tail.length, size - tail.length);
  const whole = tail.length === size || tail.indexOf('\n') < tail.lastIndexOf('\n');
  return whole ? tail : tailOf(file, length * 2);
}

function lastEntry(env: Env, tail: Buffer): Entry | null {
  const line = tail.toString().split('\n').at(-2);
  const entry = line === undefined ? null : readEntry(line);
  if (entry !== null || line === undefined) return entry;
  throw new UnusableFile(
    `${trailFile(env)}: found a last line that was changed; expected an entry. Run npx poc audit verify, and keep the file: it is evidence.`,
  );
}

/** @returns every entry, oldest first. @throws UnusableFile where one broke off, was changed, or does not follow */
export function readTrail(env: Env): Entry[] {
  const file = trailFile(env);
  const lines = (existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n');
  const entries = lines.slice(0, -1).map(readEntry);
  const follows = entries.map(
    (entry, index) => entry?.seq === index + 1 && entry.prev === (entries[index - 1]?.hash ?? null),
  );
  const broken = [...follows, lines.at(-1) === ''].indexOf(false);
  if (broken === -1) return entries.filter((entry) => entry !== null);
  throw new UnusableFile(
    `${file}:${broken + 1}: found a line that broke off, was changed or does not follow; expected the next entry. Run npx poc audit verify.`,
  );
}

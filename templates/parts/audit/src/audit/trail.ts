import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';
import { canonical, type Json } from './canonical.ts';
import { withLock } from './lock.ts';
import { leafHash } from './merkle.ts';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/**
 * One line of the trail. `hash` is over all but `hash` and `body`, so that a body can be taken out when its time is up,
 * while when it was written and what it held stays provable. `prev` is the hash of the entry before.
 */
export const entryShape = z.strictObject({
  seq: z.int().min(1),
  prev: digest.nullable(),
  at: z.iso.datetime(),
  kind: z.enum(['run', 'decision', 'erasure', 'mended']),
  digest,
  hash: digest,
  body: z.record(z.string(), z.json()).nullable(),
});
export type Entry = z.infer<typeof entryShape>;
export type Body = Readonly<Record<string, Json>>;

export const folderOf = (env: Env): string => stateFile(env, 'audit');
export const trailFile = (env: Env): string => stateFile(env, 'audit', 'trail.jsonl');

export const sha256 = (text: string | Uint8Array): string =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;
export const toHash = (bytes: Uint8Array): string => `sha256:${Buffer.from(bytes).toString('hex')}`;
export const toBytes = (hash: string): Buffer => Buffer.from(hash.slice('sha256:'.length), 'hex');

/** @returns the hash of an entry, which is that of its leaf in the tree: sha256 over a zero byte and its canonical JSON */
export const hashOf = ({ seq, prev, at, kind, digest }: Omit<Entry, 'hash' | 'body'>): string =>
  toHash(leafHash(Buffer.from(canonical({ seq, prev, at, kind, digest }))));

/** @returns the text of a line, if it is an entry that keeps its own hash; `null` otherwise */
export function readEntry(line: string): Entry | null {
  try {
    const { data } = entryShape.safeParse(JSON.parse(line));
    if (data === undefined || canonical(data) !== line || hashOf(data) !== data.hash) return null;
    return data.body === null || sha256(canonical(data.body)) === data.digest ? data : null;
  } catch {
    return null;
  }
}

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
  const file = trailFile(env);
  const descriptor = openSync(file, 'a+', 0o600);
  try {
    const { entry, broken } = mend(env, descriptor);
    const last = broken === null ? entry : write(descriptor, entry, 'mended', broken, now);
    return write(descriptor, last, kind, body, now);
  } finally {
    closeSync(descriptor);
  }
}

function write(file: number, last: Entry | null, kind: Entry['kind'], body: Body, now: Date): Entry {
  const head = {
    seq: (last?.seq ?? 0) + 1,
    prev: last?.hash ?? null,
    at: now.toISOString(),
    kind,
    digest: sha256(canonical(body)),
  };
  const entry = { ...head, hash: hashOf(head), body };
  writeSync(file, `${canonical(entry)}\n`);
  fsyncSync(file);
  return entry as Entry;
}

type Last = { entry: Entry | null; broken: Body | null };

/**
 * What a process that was killed left behind: an entry that only lacks its line end is kept; a piece of one is set aside,
 * and the trail says so.
 */
function mend(env: Env, descriptor: number): Last {
  const file = trailFile(env);
  const { size } = statSync(file);
  const tail = tailOf(descriptor, size);
  const end = tail.lastIndexOf(LINE_END);
  const rest = tail.subarray(end + 1);
  const kept = readEntry(rest.toString());
  if (kept !== null) {
    writeSync(descriptor, '\n');
    return { entry: kept, broken: null };
  }
  const entry = end === -1 ? null : lastEntry(file, tail.subarray(0, end));
  if (rest.length === 0) return { entry, broken: null };
  appendFileSync(stateFile(env, 'audit', 'broken-off.txt'), `${rest.toString()}\n`, { mode: 0o600 });
  ftruncateSync(descriptor, size - rest.length);
  return { entry, broken: { broken_off: sha256(rest) } };
}

function lastEntry(file: string, lines: Buffer): Entry {
  const entry = readEntry(lines.subarray(lines.lastIndexOf(LINE_END) + 1).toString());
  if (entry !== null) return entry;
  throw new UnusableFile(
    `${file}: found a last line that was changed; expected an entry. Run npm run audit -- verify, and keep the file: it is evidence.`,
  );
}

const LINE_END = 10;
const FIRST_TAIL = 64 * 1024;

/** @returns the end of a file with at least its last whole line, and all of it where it has none */
function tailOf(descriptor: number, size: number): Buffer {
  for (let length = Math.min(size, FIRST_TAIL); ; length = Math.min(size, length * 2)) {
    const bytes = Buffer.alloc(length);
    readSync(descriptor, bytes, 0, length, size - length);
    if (length === size) return bytes;
    const end = bytes.lastIndexOf(LINE_END);
    const opened = end < 1 ? -1 : bytes.lastIndexOf(LINE_END, end - 1);
    if (opened !== -1) return bytes.subarray(opened + 1);
  }
}

/** @returns the lines of the trail, oldest first; what broke off at the end too */
export function trailLines(env: Env): string[] {
  const file = trailFile(env);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** @returns every entry. @throws UnusableFile where a line is none */
export function readTrail(env: Env): Entry[] {
  return trailLines(env).map((line, index) => {
    const entry = readEntry(line);
    if (entry !== null) return entry;
    throw new UnusableFile(
      `${trailFile(env)}:${index + 1}: found a line that broke off or was changed; expected an entry. Run npm run audit -- verify.`,
    );
  });
}

import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';
import { FAILURE_CLASSES, type FailedAttempt } from './failure.ts';

const attempt = z.strictObject({
  at: z.iso.datetime(),
  class: z.enum(FAILURE_CLASSES),
  what: z.string(),
});

/** What was given up on: an item that nobody answered, or a write that nobody knows the outcome of. */
const opened = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  status: z.literal('open'),
  kind: z.enum(['item', 'write']),
  case_ref: z.string(),
  user: z.string(),
  role: z.string(),
  /** The model or the system that was called. */
  adapter: z.string(),
  payload_hash: z.string(),
  attempts: z.array(attempt),
});
const settled = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  status: z.enum(['retried', 'discarded']),
  by: z.string(),
  reason: z.string().nullable(),
});
const line = z.discriminatedUnion('status', [opened, settled]);
type Line = z.infer<typeof line>;

/** A dead letter now, made of all its lines. `attempts` are those of every time that it was given up on. */
export type DeadLetter = Omit<z.infer<typeof opened>, 'at' | 'status'> & {
  status: Line['status'];
  first_at: string;
  last_at: string;
  reason: string | null;
};
export type Opening = Omit<z.infer<typeof opened>, 'id' | 'at' | 'status' | 'payload_hash'>;
export type Settling = Pick<z.infer<typeof settled>, 'status' | 'by' | 'reason'>;

/** A line that cannot be read is one that a crash cut off, or that somebody changed: said, and left where it is. */
export type Listed = { letters: DeadLetter[]; unreadable: number[] };

export type DeadLetters = {
  file: string;
  /** @returns its id, by `idOf`. */
  open(letter: Opening, payload: object, now?: Date): string;
  settle(id: string, settling: Settling, now?: Date): void;
  list(): Listed;
  /** @returns what has to be done again, or `null` once it is settled. */
  payloadOf(id: string): unknown;
};

/**
 * The dead letters of a workflow: lines of JSON that are only ever added to, and beside them what each is about, until it is
 * settled. Whatever was opened survives a crash at any moment.
 */
export function deadLetters(env: Env): DeadLetters {
  const file = stateFile(env, 'dead-letters.jsonl');
  const folder = stateFile(env, 'dead-letters');
  return {
    file,
    open(letter, payload, now = new Date()) {
      const text = JSON.stringify(payload);
      const id = idOf(letter, payload);
      const payload_hash = `sha256:${sha256(text)}`;
      const opening: Line = { ...letter, id, at: now.toISOString(), status: 'open', payload_hash };
      // The payload first: a line without its payload could not be tried again.
      writeWhole(keptFile(folder, id), JSON.stringify({ opening, payload }));
      add(file, opening);
      return id;
    },
    settle(id, settling, now = new Date()) {
      add(file, { id, at: now.toISOString(), ...settling });
      rmSync(keptFile(folder, id), { force: true });
    },
    list() {
      const { lines, unreadable } = read(file);
      const known = new Set(lines.map(({ id }) => id));
      const cutOff = keptIn(folder).filter(({ opening }) => !known.has(opening.id));
      return { letters: fold([...lines, ...cutOff.map(({ opening }) => opening)]), unreadable };
    },
    payloadOf(id) {
      const file = keptFile(folder, id);
      return existsSync(file) ? readKept(file).payload : null;
    },
  };
}

/** @returns the id of a dead letter. The same case with the same payload is the same letter. */
export const idOf = ({ kind, case_ref }: Pick<Opening, 'kind' | 'case_ref'>, payload: object): string =>
  sha256([kind, case_ref, JSON.stringify(payload)].join('|')).slice(0, 12);

/** Attempts as a dead letter has them. */
export const lettered = (attempts: readonly FailedAttempt[]): Opening['attempts'] =>
  attempts.map(({ at, class: name, what }) => ({ at: at.toISOString(), class: name, what }));

const kept = z.strictObject({ opening: opened, payload: z.unknown() });

const keptFile = (folder: string, id: string): string => join(folder, `${id}.json`);

function keptIn(folder: string): z.infer<typeof kept>[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readKept(join(folder, name)));
}

function readKept(file: string): z.infer<typeof kept> {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UnusableFile(
      `${file}: found something else than a dead letter; expected what this workflow wrote. Take it from a backup, or move it away.`,
    );
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function read(file: string): { lines: Line[]; unreadable: number[] } {
  const [lines, unreadable]: [Line[], number[]] = [[], []];
  const texts = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  for (const [index, text] of texts.entries()) {
    if (text.trim() === '') continue;
    const one = parse(text);
    if (one === null) unreadable.push(index + 1);
    else lines.push(one);
  }
  return { lines, unreadable };
}

function parse(text: string): Line | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function fold(lines: readonly Line[]): DeadLetter[] {
  const letters = new Map<string, DeadLetter>();
  for (const one of lines) {
    const before = letters.get(one.id);
    if (one.status === 'open') {
      const { at, status, ...letter } = one;
      const attempts = [...(before?.attempts ?? []), ...letter.attempts];
      const first_at = before?.first_at ?? at;
      letters.set(one.id, { ...letter, attempts, first_at, last_at: at, status, reason: null });
    } else if (before !== undefined) {
      letters.set(one.id, { ...before, status: one.status, last_at: one.at, reason: one.reason });
    }
  }
  return [...letters.values()];
}

/** Adds a line, and is back once it is on the disk. It begins on a new line, whatever a crash cut off before it. */
function add(file: string, value: Line): void {
  mkdirSync(dirname(file), { recursive: true });
  written(file, 'a', `\n${JSON.stringify(value)}\n`);
}

function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  written(part, 'w', text);
  renameSync(part, file);
}

function written(file: string, flags: 'a' | 'w', text: string): void {
  const handle = openSync(file, flags);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

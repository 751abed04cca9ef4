import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import type { Outcome } from '../outcome.ts';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';
import type { Handle } from '../workflow.ts';
import { FAILURE_CLASSES, type FailedAttempt } from './failure.ts';

/** What was given up on: an item that nobody answered, or a write that nobody knows the outcome of. */
const letter = z.strictObject({
  id: z.string(),
  status: z.enum(['open', 'retried', 'discarded']),
  kind: z.enum(['item', 'write']),
  case_ref: z.string(),
  user: z.string(),
  role: z.string(),
  /** The model or the system that was called. */
  adapter: z.string(),
  /** Those of every time that it was given up on. */
  attempts: z.array(
    z.strictObject({ at: z.iso.datetime(), class: z.enum(FAILURE_CLASSES), what: z.string() }),
  ),
  first_at: z.iso.datetime(),
  last_at: z.iso.datetime(),
  /** Who settled it, and why. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** What has to be done again; `null` once it is settled. */
  payload: z.unknown(),
});
export type DeadLetter = z.infer<typeof letter>;
export type Opening = Pick<DeadLetter, 'kind' | 'case_ref' | 'user' | 'role' | 'adapter'>;
export type Settling = Pick<DeadLetter, 'status' | 'by' | 'reason'>;
export type DeadLetters = ReturnType<typeof deadLetters>;

/** The dead letters of a workflow: a file each, which is only ever replaced whole, so that a crash loses none. */
export function deadLetters(env: Env) {
  const folder = stateFile(env, 'dead-letters');
  const fileOf = (id: string) => join(folder, `${id}.json`);
  const find = (id: string): DeadLetter | null => (existsSync(fileOf(id)) ? read(fileOf(id)) : null);
  return {
    /** @returns its id, by `idOf`. */
    open(opening: Opening, payload: object, failed: readonly FailedAttempt[], now = new Date()): string {
      const id = idOf(opening, payload);
      const [before, last_at] = [find(id), now.toISOString()];
      const more = failed.map(({ at, class: name, what }) => ({ at: at.toISOString(), class: name, what }));
      const attempts = [...(before?.attempts ?? []), ...more];
      const first_at = before?.first_at ?? last_at;
      const open = { status: 'open', by: null, reason: null } as const;
      replace(fileOf(id), { ...opening, ...open, id, attempts, first_at, last_at, payload });
      return id;
    },
    /** What it was about is forgotten; that there was something stays on record. Nothing happens where none is open. */
    settle(id: string, settling: Settling, now = new Date()): void {
      const one = find(id);
      if (one?.status !== 'open') return;
      replace(fileOf(id), { ...one, ...settling, last_at: now.toISOString(), payload: null });
    },
    /** @returns the oldest first. @throws UnusableFile */
    list(): DeadLetter[] {
      const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
      const all = names.map((name) => read(join(folder, name)));
      return all.sort((one, other) => one.first_at.localeCompare(other.first_at));
    },
  };
}

/** @returns the id of a dead letter. The same case with the same payload is the same letter. */
export function idOf({ kind, case_ref }: Pick<Opening, 'kind' | 'case_ref'>, payload: object): string {
  const whole = [kind, case_ref, JSON.stringify(payload)].join('|');
  return createHash('sha256').update(whole).digest('hex').slice(0, 12);
}

function read(file: string): DeadLetter {
  try {
    return letter.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UnusableFile(
      `${file}: found something else than a dead letter; expected what this workflow wrote. Take it from a backup, or move it away.`,
    );
  }
}

/** It is on the disk when this is back. */
function replace(file: string, value: DeadLetter): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, JSON.stringify(value), { flush: true });
  renameSync(part, file);
}

/**
 * Asks again about an item that was given up on, as whoever asked first. The letter is settled after the outcome is on
 * record, so a crash in between leaves it open: it may be asked once too often, never once too few.
 *
 * @param by who tries again
 */
export async function askAgain(letters: DeadLetters, one: DeadLetter, handle: Handle, by: string) {
  const { case_ref: caseRef, user, role } = one;
  const outcome = await handle(one.payload, { caseRef, user, role, kind: 'live' });
  const settled = wasAsked(outcome);
  if (settled) letters.settle(one.id, { status: 'retried', by, reason: null });
  return { outcome, settled };
}

/** Did a model look at it this time? Whatever it said then, the letter has been answered. */
const wasAsked = (outcome: Outcome): boolean =>
  outcome.outcome === 'refused'
    ? outcome.refusal.class !== 'not_allowed'
    : outcome.outcome === 'answered' ||
      !['model_failed', 'switched_off', 'over_limit', 'not_recorded'].includes(outcome.doubt);

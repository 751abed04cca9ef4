import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Env } from '../part.ts';
import type { About } from '../run.ts';
import { stateFile } from '../state.ts';
import { deadLetters, idOf } from './dead-letters.ts';
import { type FailedAttempt, failureOf } from './failure.ts';

type Fields = Readonly<Record<string, string>>;

/** What is to become of a record, and by which decision: the id of a run, or of a person's approval. */
export type Change = { object: string; recordId: string; fields: Fields; decision: string };

/** A system of record. Both calls throw what `fetch` throws, or an error that `failureOf` knows. */
export type System = {
  id: string;
  /** `key` goes along as the `Idempotency-Key`, where the system has such a thing. */
  write(change: Change, key: string, signal: AbortSignal): Promise<void>;
  /** @returns the fields as they are now; `null` where there is no such record. */
  read(change: Change, signal: AbortSignal): Promise<Fields | null>;
};

/** How a write ended. `reason` is for the person who has to look. */
export type Written = { status: 'done' } | { status: 'needs_person'; reason: string; deadLetter: string };

export type Write = (change: Change, about: About) => Promise<Written>;

/** @returns the key of a change: derived from the decision, so that whoever comes back after a crash derives it again. */
export function keyOf(system: string, { object, recordId, fields, decision }: Change): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const whole = JSON.stringify([system, object, recordId, sorted, decision]);
  return createHash('sha256').update(whole).digest('hex');
}

/**
 * Writes to a system of record, once for each decision, however often it is told to: it claims the key, writes, and looks
 * whether the record holds what it should. It never writes a second time where the first may have arrived.
 *
 * @param timeoutMs for each call
 */
export function writerTo(system: System, env: Env, timeoutMs = 60_000): Write {
  const underWay = new Map<string, Promise<Written>>();
  return (change, about) => {
    const key = keyOf(system.id, change);
    const same = underWay.get(key);
    if (same !== undefined) return same;
    const written = writeOnce({ system, env, timeoutMs }, change, key, about);
    underWay.set(key, written);
    return written.finally(() => underWay.delete(key));
  };
}

type Writing = { system: System; env: Env; timeoutMs: number };

async function writeOnce(
  { system, env, timeoutMs }: Writing,
  change: Change,
  key: string,
  { caseRef: case_ref, user, role }: About,
): Promise<Written> {
  const claim = stateFile(env, 'writes', key);
  const first = claimed(claim);
  if (!first && readFileSync(claim, 'utf8') === DONE) return { status: 'done' };
  const write = (signal: AbortSignal) => system.write(change, key, signal);
  const refused = first ? (await called(write, timeoutMs)).failed : null;
  const { value: record, failed } = await called((signal) => system.read(change, signal), timeoutMs);
  const wrong = failed === null ? wrongWith(record ?? {}, change) : 'nobody knows what was written';

  const letters = deadLetters(env);
  const opening = { kind: 'write', case_ref, user, role, adapter: system.id } as const;
  const payload = { system: system.id, key, change };
  if (wrong === null) {
    writeFileSync(claim, DONE);
    const settling = { status: 'retried', by: system.id, reason: 'the record holds it now' } as const;
    letters.settle(idOf(opening, payload), settling);
    return { status: 'done' };
  }
  // A plain no: nothing was written, so whoever is told to again may write.
  if (refused !== null && refused.class !== 'unknown_outcome') rmSync(claim);
  const attempts = [refused, failed].filter((one) => one !== null);
  const reason = `${system.id}: ${wrong}; kept as a dead letter, for somebody to look`;
  return { status: 'needs_person', reason, deadLetter: letters.open(opening, payload, attempts) };
}

type Called<T> = { value?: T; failed: FailedAttempt | null };

async function called<T>(call: (signal: AbortSignal) => Promise<T>, timeoutMs: number): Promise<Called<T>> {
  try {
    return { value: await call(AbortSignal.timeout(timeoutMs)), failed: null };
  } catch (error) {
    return { failed: { ...failureOf(error), at: new Date() } };
  }
}

const DONE = 'done';

/** @returns whether this is the first time: no two processes are told so of one key. */
function claimed(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, 'begun', { flag: 'wx', flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** @returns what a person has to know of a record; `null` when it holds all that was written. */
function wrongWith(record: Fields, { fields }: Change): string | null {
  const entries = Object.entries(fields);
  const taken = entries.filter(([name, value]) => record[name] === value).length;
  if (taken === entries.length) return null;
  return taken > 0 ? 'the record is half written' : 'the record does not hold what was written';
}

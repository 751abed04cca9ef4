import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Env } from '../part.ts';
import type { About } from '../run.ts';
import { stateFile } from '../state.ts';
import { deadLetters, idOf, lettered } from './dead-letters.ts';
import { type FailedAttempt, failureOf } from './failure.ts';

/** What is to become of a record, and by which decision: the id of a run, or of a person's approval. */
export type Change = {
  object: string;
  recordId: string;
  fields: Readonly<Record<string, string>>;
  decision: string;
};

/** A system of record. Both calls throw what `fetch` throws, or an error that `failureOf` knows. */
export type System = {
  id: string;
  /** `key` goes along as the `Idempotency-Key`, where the system has such a thing. */
  write(change: Change, key: string, signal: AbortSignal): Promise<void>;
  /** @returns the fields as they are now; `null` where there is no such record. */
  read(change: Change, signal: AbortSignal): Promise<Readonly<Record<string, string>> | null>;
};

/** How a write ended. `reason` is for the person who has to look. */
export type Written = { status: 'done' } | { status: 'needs_person'; reason: string; deadLetter: string };

export type Write = (change: Change, about: About) => Promise<Written>;

/** @returns the key of a change: derived from the decision, so that whoever comes back after a crash derives it again. */
export function keyOf(system: string, { object, recordId, fields, decision }: Change): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([system, object, recordId, sorted, decision]))
    .digest('hex');
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
    const written = writeOnce({ system, env, timeoutMs }, change, key, about).finally(() =>
      underWay.delete(key),
    );
    underWay.set(key, written);
    return written;
  };
}

type Writing = { system: System; env: Env; timeoutMs: number };

async function writeOnce(writing: Writing, change: Change, key: string, about: About): Promise<Written> {
  const { system, env } = writing;
  const claim = stateFile(env, 'writes', key);
  const first = claimed(claim);
  if (!first && readFileSync(claim, 'utf8') === DONE) return { status: 'done' };
  const write = (signal: AbortSignal) => system.write(change, key, signal);
  const refused = first ? (await called(writing, write)).failed : null;
  const { value: record, failed } = await called(writing, (signal) => system.read(change, signal));
  const letter = letterFor(writing, change, key, about);
  if (holds(record, change)) {
    writeFileSync(claim, DONE);
    letter.settle();
    return { status: 'done' };
  }
  // A plain no: nothing was written, so whoever is told to again may write.
  if (refused !== null && refused.class !== 'unknown_outcome') rmSync(claim);
  const attempts = [refused, failed].filter((one) => one !== null);
  const state = failed === null ? stateOf(record, change) : 'nobody knows what was written';
  const reason = `${system.id}: ${state}; kept as a dead letter, for somebody to look`;
  return { status: 'needs_person', reason, deadLetter: letter.open(attempts) };
}

type Called<T> = { value?: T; failed: FailedAttempt | null };

async function called<T>(
  { timeoutMs }: Writing,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<Called<T>> {
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
    writeFileSync(file, 'begun', { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

type Found = Change['fields'] | null | undefined;

const holds = (record: Found, { fields }: Change): boolean =>
  Object.entries(fields).every(([name, value]) => record?.[name] === value);

function stateOf(record: Found, { fields }: Change): string {
  const some = Object.entries(fields).some(([name, value]) => record?.[name] === value);
  return some ? 'the record is half written' : 'the record does not hold what was written';
}

function letterFor({ system, env }: Writing, change: Change, key: string, about: About) {
  const letters = deadLetters(env);
  const payload = { system: system.id, key, change };
  const of = { kind: 'write', case_ref: about.caseRef } as const;
  return {
    open: (attempts: readonly FailedAttempt[]) => {
      const { user, role } = about;
      return letters.open({ ...of, user, role, adapter: system.id, attempts: lettered(attempts) }, payload);
    },
    settle() {
      const id = idOf(of, payload);
      if (letters.payloadOf(id) === null) return;
      letters.settle(id, { status: 'retried', by: system.id, reason: 'the record holds it now' });
    },
  };
}

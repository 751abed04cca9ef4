import {
  appendFileSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import type { Outcome } from '../outcome.ts';
import { UnusableSetting } from '../setting.ts';
import { type Case, hashOf, parseLine } from './cases.ts';

const resultLine = z.looseObject({
  case_ref: z.string(),
  input_hash: z.string(),
  outcome: z.enum(['answered', 'needs_person', 'refused']),
  doubt: z.string().optional(),
});
export type Result = z.infer<typeof resultLine>;

/** How every line begins, also one that a crash cut off. */
const BEGINNING = '{"case_ref":';

/** The results of a batch, which are its checkpoint too: a case that has a line is finished. */
export type Results = {
  /** What is finished, by case; of a case that was asked again, the last one. */
  finished: Map<string, Result>;
  /** On the file when it is back. */
  keep(result: Result): void;
  close(): void;
};

/**
 * Takes the file for this process alone, and drops a last line that a crash cut off: that case was not finished.
 * @throws UnusableFile for a file of something else, UnusableSetting when another batch works on it
 */
export function openResults(file: string): Results {
  mkdirSync(dirname(file), { recursive: true });
  const unlock = lock(`${file}.lock`);
  try {
    const finished = readResults(file);
    const handle = openSync(file, 'a');
    return {
      finished,
      keep(result) {
        appendFileSync(handle, `${JSON.stringify(result)}\n`);
        finished.set(result.case_ref, result);
      },
      close() {
        closeSync(handle);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

export const resultOf = (one: Case, outcome: Outcome): Result => ({
  case_ref: one.case_ref,
  input_hash: hashOf(one),
  ...outcome,
});

function readResults(file: string): Map<string, Result> {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const end = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.subarray(0, end).toString().split('\n').slice(0, -1);
  const results = lines.map((text, index) =>
    parseLine(text, `${file}:${index + 1}`, resultLine, 'a result of a batch, or another file as --out'),
  );
  const tail = bytes.subarray(end).toString();
  if (!tail.startsWith(BEGINNING.slice(0, tail.length)))
    throw new UnusableFile(
      `${file}:${lines.length + 1}: found something that is no result of a batch; expected results, or no such file yet. Name another file as --out.`,
    );
  if (tail !== '') truncateSync(file, end);
  return new Map(results.map((one) => [one.case_ref, one]));
}

/** The lock appears whole, with the process that holds it, or not at all. @returns what releases it */
function lock(file: string): () => void {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    while (!linked(own, file)) takeAway(file);
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(file, { force: true });
}

function linked(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a lock away whose process is gone. @throws UnusableSetting when it is not */
function takeAway(file: string): void {
  const aside = `${file}.${process.pid}.stale`;
  refuseHeld(file, file);
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  try {
    // Somebody else may have taken the lock between the look and the move.
    refuseHeld(file, aside);
  } catch (error) {
    linked(aside, file);
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function refuseHeld(file: string, at: string): void {
  const holder = existsSync(at) ? Number(readFileSync(at, 'utf8')) : 0;
  if (holder === process.pid || !isAlive(holder)) return;
  throw new UnusableSetting(
    `${file}: found process ${holder} at work on these results; expected one batch at a time. Wait for it or stop it; if that process is no batch, delete the file.`,
  );
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

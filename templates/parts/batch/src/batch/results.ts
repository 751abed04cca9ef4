import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import type { Outcome } from '../outcome.ts';
import { UnusableSetting } from '../setting.ts';
import { appendLine } from '../state.ts';
import { type Case, hashOf } from './cases.ts';

const resultLine = z.looseObject({
  case_ref: z.string(),
  input_hash: z.string(),
  outcome: z.enum(['answered', 'needs_person', 'refused']),
  doubt: z.string().optional(),
});
export type Result = z.infer<typeof resultLine>;

/** How every line begins, also one that a crash cut off. */
const BEGINNING = '{"case_ref":';

export const resultOf = (one: Case, outcome: Outcome): Result => ({
  case_ref: one.case_ref,
  input_hash: hashOf(one),
  ...outcome,
});

/** No model answered, however often it was asked. */
export const isUnanswered = (one: { outcome: string; doubt?: string | undefined }): boolean =>
  one.doubt === 'model_failed';

/**
 * The results of a batch, which are its checkpoint too, for this process alone. A last line that a crash cut off is dropped:
 * that case was not finished.
 * @param holder who may have left a lock of its own, apart from a process
 * @throws UnusableFile for a file of something else, UnusableSetting when somebody else works on it
 */
export function openResults(file: string, holder = '') {
  mkdirSync(dirname(file), { recursive: true });
  const close = lock(file, holder);
  /** By case. What no model answered is not finished: the next time it is asked again, and its last line counts. */
  const finished = new Map<string, Result>();
  const note = (one: Result) => {
    if (isUnanswered(one)) finished.delete(one.case_ref);
    else finished.set(one.case_ref, one);
  };
  try {
    readResults(file).forEach(note);
  } catch (error) {
    close();
    throw error;
  }
  return {
    finished,
    /** On the file when it is back. */
    keep(result: Result): void {
      appendLine(file, result);
      note(result);
    },
    close,
  };
}
export type Results = ReturnType<typeof openResults>;

function readResults(file: string): Result[] {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const end = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.subarray(0, end).toString().split('\n').slice(0, -1);
  const results = lines.map((text, index) => readResult(text, `${file}:${index + 1}`));
  const tail = bytes.subarray(end).toString();
  if (!tail.startsWith(BEGINNING.slice(0, tail.length))) throw noResult(`${file}:${lines.length + 1}`);
  if (tail !== '') truncateSync(file, end);
  return results;
}

function readResult(text: string, place: string): Result {
  try {
    return resultLine.parse(JSON.parse(text));
  } catch {
    throw noResult(place);
  }
}

const noResult = (place: string): UnusableFile =>
  new UnusableFile(
    `${place}: found something that is no result of a batch; expected results, or no such file yet. Name another file with --out.`,
  );

/** Whoever works on a file says so first, and then looks for others: of two at once, none goes on. @returns what ends it */
function lock(file: string, holder: string): () => void {
  const own = lockOf(file, String(process.pid));
  const unlock = () => rmSync(own, { force: true });
  writeFileSync(own, '');
  for (const name of readdirSync(dirname(file))) {
    const other = name.slice(basename(file).length + 1, -'.lock'.length);
    const at = join(dirname(file), name);
    if (at !== lockOf(file, other) || at === own || other === holder) continue;
    if (isGone(other)) rmSync(at, { force: true });
    else {
      unlock();
      throw new UnusableSetting(
        `${at}: found ${/\D/.test(other) ? other : `process ${other}`} at work on these results; expected one command at a time. Let it end first; if it is no batch, delete the file.`,
      );
    }
  }
  return unlock;
}

/** @param holder a process, or a command that waits for somebody */
export const lockOf = (file: string, holder: string): string =>
  join(dirname(file), `${basename(file)}.${holder}.lock`);

function isGone(holder: string): boolean {
  try {
    return /^\d+$/.test(holder) && !process.kill(Number(holder), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

import { appendFileSync, closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';

/** Lines of JSON that several processes of one machine add to at once, a file for each day or month. All see the same order. */
export type Ledger<T, S> = {
  /** Back once the line is on the disk. */
  add(period: string, line: T): void;
  /** @returns what all lines of this period, by anybody, come to. */
  sum(period: string): S;
};

/** How lines are added up. */
type Adding<T, S> = { shape: z.ZodType<T>; none: () => S; add(sum: S, line: T): void };

/** @returns the ledger `state/limits/NAME-PERIOD.jsonl` */
export function ledger<T, S>(env: Env, name: string, { shape, none, add }: Adding<T, S>): Ledger<T, S> {
  const fileOf = (period: string) => stateFile(env, 'limits', `${name}-${period}.jsonl`);
  let read = { period: '', bytes: 0, sum: none() };
  return {
    add(period, line) {
      const file = fileOf(period);
      mkdirSync(dirname(file), { recursive: true });
      // It begins on a new line, whatever a crash cut off before it.
      appendFileSync(file, `\n${JSON.stringify(line)}\n`, { flush: true });
    },
    sum(period) {
      if (read.period !== period) read = { period, bytes: 0, sum: none() };
      const file = fileOf(period);
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      // Shorter than before: somebody took it away, and what stands there now is new.
      if (size < read.bytes) read.bytes = 0;
      const fresh = bytesFrom(file, read.bytes, size);
      // What another process is still writing has no end of line yet.
      const whole = fresh.subarray(0, fresh.lastIndexOf('\n') + 1);
      read.bytes += whole.length;
      for (const line of linesIn(whole.toString(), file, shape)) add(read.sum, line);
      return read.sum;
    },
  };
}

function bytesFrom(file: string, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(to - from);
  if (bytes.length === 0) return bytes;
  const handle = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, from));
  } finally {
    closeSync(handle);
  }
}

const linesIn = <T>(text: string, file: string, shape: z.ZodType<T>): T[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      try {
        return [shape.parse(JSON.parse(line))];
      } catch {
        console.error(
          `${file}: found a line that was cut off or changed; expected what the limits wrote. It is not counted; take it out.`,
        );
        return [];
      }
    });

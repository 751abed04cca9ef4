import { appendFileSync, closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** Lines of JSON that several processes of one machine add to at once. All of them see the lines in the same order. */
export type SharedLines<T> = {
  /** Back once the line is on the disk. */
  add(value: T): void;
  /** @returns what was added, by anybody, since this was asked last. */
  fresh(): T[];
};

export function sharedLines<T>(file: string, shape: z.ZodType<T>): SharedLines<T> {
  let seen = 0;
  return {
    add(value) {
      mkdirSync(dirname(file), { recursive: true });
      // It begins on a new line, whatever a crash cut off before it.
      appendFileSync(file, `\n${JSON.stringify(value)}\n`, { flush: true });
    },
    fresh() {
      // Shorter than before: somebody took it away, and what stands there now is new.
      if (sizeOf(file) < seen) seen = 0;
      const bytes = bytesFrom(file, seen);
      const end = bytes.lastIndexOf('\n') + 1;
      seen += end;
      const lines = bytes.subarray(0, end).toString().split('\n');
      return lines.filter((line) => line.trim() !== '').flatMap((line) => parse(line, file, shape));
    },
  };
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function bytesFrom(file: string, from: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, sizeOf(file) - from));
  if (bytes.length === 0) return bytes;
  const handle = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, from));
  } finally {
    closeSync(handle);
  }
}

function parse<T>(line: string, file: string, shape: z.ZodType<T>): T[] {
  const read = shape.safeParse(value(line));
  if (read.success) return [read.data];
  console.error(
    `${file}: found a line that was cut off or changed; expected what the limits wrote. It is not counted; take it out.`,
  );
  return [];
}

function value(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { z } from 'zod';

/** A file that people write holds something that cannot be used. The message says what, where, and what to do. */
export class UnusableFile extends Error {
  override name = 'UnusableFile';
}

/** @returns the lines of a JSON Lines file, each checked. Empty lines are skipped. @throws UnusableFile */
export function readJsonLines<T>(file: string, shape: z.ZodType<T>): T[] {
  const name = relative(process.cwd(), file);
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => (text.trim() === '' ? [] : [readLine(text, `${name}:${index + 1}`, shape)]));
}

function readLine<T>(text: string, place: string, shape: z.ZodType<T>): T {
  const read = shape.safeParse(parse(text, place));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') || 'the line';
  throw new UnusableFile(
    `${place}: found ${field} that is not usable (${issue?.message}); expected one case. Mend this line, or take it out.`,
  );
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnusableFile(
      `${place}: found text that is not JSON (${error}); expected one JSON object on the line. Mend this line, or take it out.`,
    );
  }
}

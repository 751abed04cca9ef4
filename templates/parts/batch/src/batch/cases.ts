import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';

/** One line of a batch. `fields` is not looked at here: the input contract of the workflow refuses what is no item. */
const caseLine = z.strictObject({ case_ref: z.string().min(1), fields: z.record(z.string(), z.unknown()) });
export type Case = z.infer<typeof caseLine>;

/**
 * Reads a batch whole before anything runs, so that a bad line costs nothing.
 * @throws UnusableFile
 */
export function readCases(file: string): Case[] {
  const seen = new Map<string, number>();
  return textOf(file)
    .split('\n')
    .flatMap((text, index) => {
      if (text.trim() === '') return [];
      const one = parseLine(text, `${file}:${index + 1}`, caseLine, '{"case_ref": "…", "fields": {…}}');
      const first = seen.get(one.case_ref);
      if (first !== undefined)
        throw new UnusableFile(
          `${file}:${index + 1}: found case_ref ${JSON.stringify(one.case_ref)} again, as on line ${first}; expected each case once. Take one of the lines out.`,
        );
      seen.set(one.case_ref, index + 1);
      return [one];
    });
}

/** @returns which input a result belongs to. */
export const hashOf = ({ fields }: Case): string =>
  `sha256:${createHash('sha256').update(JSON.stringify(fields)).digest('hex')}`;

/** @returns one line of JSON, checked. @throws UnusableFile */
export function parseLine<T>(text: string, place: string, shape: z.ZodType<T>, expected: string): T {
  const read = shape.safeParse(parsed(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const found = issue?.path.length ? `${issue.path.join('.')} (${issue.message})` : 'a line';
  throw new UnusableFile(
    `${place}: found ${found} that is not usable; expected ${expected}. Mend this line, or take it out.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnusableFile(
      `${file}: found ${(error as NodeJS.ErrnoException).code}; expected lines of {"case_ref": "…", "fields": {…}}. Name the file that holds the batch.`,
    );
  }
}

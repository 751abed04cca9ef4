import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readJsonLines, UnusableFile } from '../jsonl.ts';

/** One line of a batch. `fields` is not looked at here: the input contract of the workflow refuses what is no item. */
const caseLine = z.strictObject({ case_ref: z.string().min(1), fields: z.record(z.string(), z.unknown()) });
export type Case = z.infer<typeof caseLine>;

/** Reads a batch whole before anything runs, so that a bad line costs nothing. @throws UnusableFile */
export function readCases(file: string): Case[] {
  if (!existsSync(file))
    throw new UnusableFile(
      `${file}: found no such file; expected lines of {"case_ref": "…", "fields": {…}}. Name the file that holds the batch.`,
    );
  const cases = readJsonLines(file, caseLine);
  const seen = new Set<string>();
  for (const { case_ref } of cases) {
    if (seen.has(case_ref))
      throw new UnusableFile(
        `${file}: found case_ref ${JSON.stringify(case_ref)} twice; expected each case once. Take one of its lines out.`,
      );
    seen.add(case_ref);
  }
  return cases;
}

/** @returns which input a result belongs to. */
export const hashOf = ({ fields }: Case): string =>
  `sha256:${createHash('sha256').update(JSON.stringify(fields)).digest('hex')}`;

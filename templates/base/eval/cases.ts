import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonLines, UnusableFile } from '../src/jsonl.ts';

/** Input that no JSON value can hold: bytes as base64, repeated `times` times. `raw_bytes` says how many there once were. */
const rawInput = z.strictObject({
  raw_base64: z.base64(),
  times: z.int().min(1).default(1),
  raw_bytes: z.int().min(0).optional(),
});

/** What the eval uses of a line of `eval/cases/*.jsonl`; the gate reads the rest of it. */
export const evalCase = z.looseObject({
  id: z.string().min(1),
  input: z.json(),
  expected: z.json(),
  slices: z.array(z.string()).default([]),
  suite: z.enum(['scored', 'must_never', 'regression', 'capability', 'unanswerable', 'malformed']),
});
export type EvalCase = z.infer<typeof evalCase>;

/** @returns every case under the folder, in the order of file names and lines. @throws UnusableFile */
export function readCases(folder: string): EvalCase[] {
  const cases = caseFiles(folder).flatMap((file) => readJsonLines(file, evalCase));
  if (cases.length === 0) {
    throw new UnusableFile(
      `${folder}: found no case; expected one on each line of a .jsonl file. Run npm run import.`,
    );
  }
  const ids = new Set<string>();
  for (const { id } of cases) {
    if (ids.has(id)) {
      throw new UnusableFile(
        `${folder}: found the case id ${id} twice; expected each once, or results cannot be told apart. Rename or take out one.`,
      );
    }
    ids.add(id);
  }
  return cases;
}

function caseFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name));
}

/** @returns what the workflow receives for this case: bytes, or the value itself. */
export function rawInputOf({ input }: Pick<EvalCase, 'input'>): unknown {
  const raw = rawInput.safeParse(input);
  if (!raw.success) return input;
  const bytes = Buffer.from(raw.data.raw_base64, 'base64');
  return Buffer.concat(Array.from({ length: raw.data.times }, () => bytes));
}

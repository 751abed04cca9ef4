import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { readJsonLines, UnusableFile } from '../jsonl.ts';
import { LABELS } from '../labels.ts';
import type { LabelledWords } from './naive-bayes.ts';
import { wordsOf } from './words.ts';

/** A line of `data/train*.jsonl`: what the embedded model learns from. The rest of the line is for the gate. */
const trainingRow = z.looseObject({
  id: z.string().min(1),
  input: z.strictObject({ fields: z.record(z.string(), z.string()) }),
  expected: z.strictObject({ label: z.enum(LABELS) }),
  suite: z.literal('training'),
});

const scoredId = z.looseObject({ id: z.string() });

/**
 * Reads the training split.
 * @param root folder of the repository
 * @throws UnusableFile when a line is unusable, or when a row is also a case that is scored: a model that has seen the
 * exam proves nothing
 */
export function readTraining(root: string): LabelledWords[] {
  const files = filesIn(join(root, 'data'), /^train.*\.jsonl$/);
  const rows = files.flatMap((file) => readJsonLines(file, trainingRow));
  refuseScored(rows, join(root, 'eval/cases'));
  return rows.map((row) => ({ words: wordsOf(row.input), label: row.expected.label }));
}

function refuseScored(rows: readonly { id: string }[], folder: string): void {
  const learned = new Set(rows.map((row) => row.id));
  for (const file of filesIn(folder, /\.jsonl$/)) {
    const taught = readJsonLines(file, scoredId).find(({ id }) => learned.has(id));
    if (taught !== undefined) {
      throw new UnusableFile(
        `${relative(process.cwd(), file)}: found case ${taught.id}, which is also in data/train*.jsonl; expected every case in one split only. Take it out of the training data.`,
      );
    }
  }
}

function filesIn(folder: string, name: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .sort()
    .map((file) => join(folder, file));
}

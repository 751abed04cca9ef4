import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { type Answer, answer } from '../answer.ts';
import type { Item } from '../input.ts';
import { readJsonLines, UnusableFile } from '../jsonl.ts';

/** A case with its answer that the eval never asks for: what an embedded model learns from, and calibration is measured on. */
export type TrainingRow = { id: string; item: Item; answer: Answer };

/** A line of `data/train*.jsonl`. The rest of the line is for the gate. */
const trainingRow = z.looseObject({
  id: z.string().min(1),
  input: z.strictObject({ fields: z.record(z.string(), z.string()) }),
  expected: answer,
  suite: z.literal('training'),
});

const scoredId = z.looseObject({ id: z.string() });

/**
 * Reads the training split.
 * @param root folder of the repository
 * @throws UnusableFile when a line is unusable, or when a row is also a case that is scored: a model that has seen the
 * exam proves nothing
 */
export function readTraining(root: string): TrainingRow[] {
  const rows = trainingFiles(root).flatMap((file) => readJsonLines(file, trainingRow));
  refuseScored(rows, join(root, 'eval/cases'));
  return rows.map(({ id, input, expected }) => ({ id, item: input, answer: expected }));
}

/** @returns `sha256:…` of the files of the training split, with line ends as LF. */
export function digestOfTraining(root: string): string {
  const hash = createHash('sha256');
  for (const file of trainingFiles(root)) hash.update(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
  return `sha256:${hash.digest('hex')}`;
}

const trainingFiles = (root: string): string[] => filesIn(join(root, 'data'), /^train.*\.jsonl$/);

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

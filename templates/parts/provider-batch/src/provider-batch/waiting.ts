import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { lockOf } from '../batch/results.ts';
import { UnusableFile } from '../jsonl.ts';
import { UnusableSetting } from '../setting.ts';

/** What waits at a provider: which case each request is of, and what exactly was asked. */
const waiting = z.strictObject({
  model: z.string(),
  batches: z.array(
    z.strictObject({
      id: z.string(),
      asked: z.array(z.strictObject({ id: z.string(), case_ref: z.string(), key: z.string() })),
    }),
  ),
});
export type Waiting = z.infer<typeof waiting>;
export type Asked = Waiting['batches'][number]['asked'][number];

/** What waits is a lock on the results too: asked by another command, the cases would be paid for twice. */
export const HOLDER = 'provider-batch';
export const waitingFile = (out: string): string => lockOf(out, HOLDER);

/** @returns what waits. @throws UnusableFile, UnusableSetting */
export function readWaiting(out: string, model: string): Waiting {
  const file = waitingFile(out);
  const read = parsed(file);
  if (read.model === model) return read;
  throw new UnusableSetting(
    `POC_MODEL: found ${JSON.stringify(model)}; expected ${read.model}, which ${file} waits for. Set it so, or delete the file to ask again.`,
  );
}

function parsed(file: string): Waiting {
  try {
    return waiting.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const found = error instanceof Error && 'code' in error ? 'no such file' : 'something else';
    throw new UnusableFile(
      `${file}: found ${found}; expected what submit wrote. Run submit first, with the same --out.`,
    );
  }
}

export function writeWaiting(out: string, value: Waiting): void {
  const file = waitingFile(out);
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
  if (value.batches.length === 0) rmSync(file);
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Env } from '../part.ts';
import { UnusableSetting } from '../setting.ts';
import { appendLine } from '../state.ts';

/** Where the gate looks for who caught which seeded error: `POC_SEEDS`, else where `poc.yaml` has it by default. */
export const seedsFile = (env: Env): string => env.POC_SEEDS || 'evidence/seeds.jsonl';

/** Where `poc drift` looks for `human_score`: `POC_REVIEWS`, else where it is by default. */
export const reviewsFile = (env: Env): string => env.POC_REVIEWS || 'evidence/reviews.jsonl';

export const linesIn = (file: string): string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];

/** Adds a line that may be there already: after a crash nobody knows. */
export function appendOnce(file: string, line: object): void {
  if (!linesIn(file).includes(JSON.stringify(line))) appendLine(file, line);
}

/**
 * Whether a run belongs to the sample: a tenth of all, or the share that `POC_REVIEW_SAMPLE` names, by a hash of its id, so
 * that nobody can choose.
 * @throws UnusableSetting
 */
export function isSampled(env: Env, runId: string): boolean {
  const text = env.POC_REVIEW_SAMPLE?.trim() || '0.1';
  const share = Number(text);
  if (!(share >= 0 && share <= 1))
    throw new UnusableSetting(
      `POC_REVIEW_SAMPLE: found ${JSON.stringify(text)}; expected a share from 0 to 1. Write POC_REVIEW_SAMPLE=0.1.`,
    );
  return createHash('sha256').update(runId).digest().readUInt32BE() / 2 ** 32 < share;
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Env } from '../part.ts';
import { UnusableSetting } from '../setting.ts';
import { appendLine } from '../state.ts';

/** Where `poc drift` looks for `human_score`: `POC_REVIEWS`, else where it is by default. */
export const reviewsFile = (env: Env): string => env.POC_REVIEWS || 'evidence/reviews.jsonl';

/** A line of `evidence/reviews.jsonl`, as the gate reads it. */
export type ReviewLine = {
  case_ref: string;
  reviewed_at: string;
  by: string;
  correct: boolean;
  escaped: null;
};

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

/** Once for each decision. */
export function recordReview(env: Env, line: ReviewLine): void {
  const file = reviewsFile(env);
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  if (!before.includes(JSON.stringify(line))) appendLine(file, line);
}

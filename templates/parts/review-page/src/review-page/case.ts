import { z } from 'zod';
import type { Who } from '../access/policy.ts';
import { type Answer, answer } from '../answer.ts';

/** A case that waits for a person. A file that does not hold one is of an older output contract, or broken. */
export const waiting = z.strictObject({
  /** Of the run: the trace id too. */
  run_id: z.string(),
  at: z.iso.datetime(),
  case_ref: z.string(),
  /** Who handed it in. They do not review it. */
  user: z.string(),
  item: z.strictObject({ fields: z.record(z.string(), z.string()) }),
  /** `null` where there is nothing to propose. */
  answer: answer.nullable(),
  confidence: z.number().nullable(),
  /** Why a person looks at it, beside that one always does. */
  reason: z.string().nullable(),
  model: z.string(),
  workflow_version: z.string(),
});
export type Waiting = z.infer<typeof waiting>;

export type Decision =
  | { kind: 'accepted' }
  | { kind: 'edited'; answer: Answer }
  | { kind: 'rejected'; reason: string };

/** What was decided by whom, about the case as it was shown. Times are in ISO 8601. */
export type Decided = { waiting: Waiting; decision: Decision; who: Who; shown_at: string; at: string };

/** What stays of it: no text of an item or an answer. */
export type Standing = Pick<Decided, 'who' | 'at'> & {
  waiting: Pick<Waiting, 'run_id' | 'case_ref' | 'user'>;
  decision: Pick<Decision, 'kind'>;
};

import { z } from 'zod';
import { answer } from '../answer.ts';

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
/** A case that waits for a person. */
export type Waiting = z.infer<typeof waiting>;

/** `null` where a file is there and does not hold a case, such as one of an older output contract. */
export type Read = Waiting | null;

export const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted') }),
  z.strictObject({ kind: z.literal('edited'), answer }),
  z.strictObject({ kind: z.literal('rejected'), reason: z.string() }),
]);
export type Decision = z.infer<typeof decision>;

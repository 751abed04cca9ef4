import { z } from 'zod';
import { day, digest, text } from './fields.ts';
import { stage } from './stage.ts';

export const DECISIONS_FOLDER = 'decisions/';
export const DECISIONS = 'decisions/*.md';

/** What a person can decide about a POC. */
export const DECISION_OPTIONS = ['ship', 'harden', 'continue', 'stop'] as const;
const option = z.enum(DECISION_OPTIONS);
export type DecisionOption = z.infer<typeof option>;

/**
 * The front matter of a decision record, `decisions/NNNN-*.md` (MADR). Written by `poc decide`; read by the decision
 * checks. Other keys of MADR are left alone, and so are records that a person wrote with the first four keys alone.
 */
export const decision = z.looseObject({
  status: z.enum(['proposed', 'accepted', 'rejected', 'superseded']),
  date: day,
  decision: option,
  'decision-makers': z.array(text).min(1),
  /** The stage in which it was decided, and the one that it leads to. */
  from: stage.optional(),
  to: stage.optional(),
  options: z.array(option).optional(),
  /** Why, in a sentence of whoever decided. */
  reason: text.optional(),
  /** What the gate printed, or `none` where nothing could be defended. */
  headline: text.optional(),
  evidence: z.array(z.strictObject({ file: text, digest })).optional(),
  review_on: day.optional(),
  /** By when the data of a POC that was stopped are deleted. */
  delete_by: day.optional(),
});
export type Decision = z.infer<typeof decision>;

import { z } from 'zod';
import { day, text } from './fields.ts';

export const DECISIONS_FOLDER = 'decisions/';
export const DECISIONS = 'decisions/*.md';

/** The front matter of a decision record, `decisions/NNNN-*.md` (MADR). Other keys of MADR are left alone. */
export const decision = z.looseObject({
  status: z.enum(['proposed', 'accepted', 'rejected', 'superseded']),
  date: day,
  decision: z.enum(['ship', 'harden', 'continue', 'stop']),
  'decision-makers': z.array(text).min(1),
});
export type Decision = z.infer<typeof decision>;

import { z } from 'zod';
import { moment, share, text } from './fields.ts';

/** What can happen to a case in which the tool was offered. `fell_back` ended by hand after the tool was tried. */
export const USAGE_EVENTS = [
  'offered',
  'started',
  'completed',
  'accepted',
  'edited',
  'rejected',
  'abandoned',
  'fell_back',
] as const;

/**
 * A line of the usage export, `usage/*.jsonl`. Written by the running system; read for adoption. Users are pseudonyms;
 * the list of real names stays outside the repository.
 */
export const usageEvent = z
  .strictObject({
    event: z.enum(USAGE_EVENTS),
    user: text,
    role: text,
    case_ref: text.describe('The id of the case in the system that it comes from.'),
    ts: moment,
    slice: text.optional(),
    trace_id: text.optional(),
    workflow_version: text.optional(),
    output_before: text.optional().describe('Hash of the output before a person edited it.'),
    output_after: text.optional().describe('Hash of the output after that.'),
    // Hashes tell that something was changed and not how much; only the running system has both texts.
    edit_share: share
      .optional()
      .describe('What of the output a person changed: 1 less the similarity of before and after, 0 to 1.'),
    reason: text
      .optional()
      .describe('Why it was rejected, given up or done by hand, in a code or a few words.'),
    review_s: z
      .number()
      .min(0)
      .optional()
      .describe('Seconds from showing the output to the person’s answer.'),
    output_characters: z
      .int()
      .min(0)
      .optional()
      .describe('How long the output was that the person had to read.'),
  })
  .meta({ id: 'usage-event', title: 'usage/*.jsonl', description: 'What happened to one case in use.' });
export type UsageEvent = z.infer<typeof usageEvent>;

import { z } from 'zod';
import { moment, text } from './fields.ts';

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
  })
  .meta({ id: 'usage-event', title: 'usage/*.jsonl', description: 'What happened to one case in use.' });
export type UsageEvent = z.infer<typeof usageEvent>;

import { z } from 'zod';
import { day, text } from './fields.ts';

export const DRILLS_FILE = 'evidence/drills.yaml';

const signed = {
  on: day,
  by: text.describe('Who ran it.'),
  attested_by: text.describe('Who saw it; not whoever proposes this record.'),
};

const manualFallback = z.strictObject({
  kind: z.literal('manual_fallback'),
  ...signed,
  cases: z.int().min(1).describe('Cases that were done by hand.'),
  minutes_per_case: z.number().positive().describe('As the clock said it: 18.4, not 18.'),
  procedure: text.describe('The file of this repository that says how.'),
});

const offSwitch = z.strictObject({
  kind: z.literal('off_switch'),
  ...signed,
  minutes_to_off: z
    .number()
    .positive()
    .describe('From the call to the last call of a model, as the clock said it: 2.4, not 2.'),
  on_call: text.describe('Who switches it off; one of the owners of operations.'),
  runbook: text.describe('The file of this repository that says how.'),
  criteria: z
    .array(text)
    .min(1)
    .describe('When it is switched off, set in advance, as the runbook lists it.'),
});

const drill = z.discriminatedUnion('kind', [manualFallback, offSwitch]);
export type Drill = z.infer<typeof drill>;
export type ManualFallbackDrill = z.infer<typeof manualFallback>;
export type OffSwitchDrill = z.infer<typeof offSwitch>;

/** `evidence/drills.yaml`: what was tried, when, by whom, and what it measured. Written by people, oldest first. */
export const drills = z
  .strictObject({ version: z.literal(1), drills: z.array(drill) })
  .meta({ id: 'drills', title: 'evidence/drills.yaml', description: 'Drills, with what they measured.' });
export type Drills = z.infer<typeof drills>;

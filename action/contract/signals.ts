import { z } from 'zod';
import { slug, text } from './fields.ts';

export const SIGNALS_FILE = 'policy/signals.yaml';

const signal = z.strictObject({
  id: slug,
  metric: z.enum(['edit_rate', 'override_rate', 'human_score', 'escaped_errors']),
  reference_days: z.int().min(1).describe('How long the window is that it is compared with.'),
  worse_by: z
    .number()
    .positive()
    .max(1)
    .describe('Alert when a period is worse than the reference by so much.'),
  per_period: z.int().min(1).describe('Outputs that are looked at in one period.'),
  period_days: z.int().min(1),
  owner: text.describe('Who is told, and acts.'),
});
export type Signal = z.infer<typeof signal>;

/** `policy/signals.yaml`: what tells that output got worse. Written by people; evaluated by the monitoring of a POC. */
export const signals = z.strictObject({ version: z.literal(1), signals: z.array(signal) }).meta({
  id: 'signals',
  title: 'policy/signals.yaml',
  description: 'Signals of the quality of the output.',
});
export type Signals = z.infer<typeof signals>;

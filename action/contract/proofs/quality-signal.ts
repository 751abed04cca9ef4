import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count, moment, share, text } from '../fields.ts';

const period = z.strictObject({ from: moment, to: moment, n: count, value: share });

const signal = z.strictObject({
  id: text.describe('The id of the signal in policy/signals.yaml.'),
  reference: period,
  /** Latest last. */
  periods: z.array(period),
  /** The same rule on data that was made worse on purpose: it must fire. */
  degraded: z.strictObject({ n: count, value: share, fired: z.boolean() }),
});

/** `evidence/monitoring/quality-signal.json`: what the outcome signals said, and that they can say it. */
export const qualitySignal = defineProof({
  inputs: ['signals'],
  count: ({ signals }) => signals.length,
  result: z.strictObject({ evaluated_at: moment, signals: z.array(signal) }),
});
export type Period = z.infer<typeof period>;
export type Watched = z.infer<typeof signal>;

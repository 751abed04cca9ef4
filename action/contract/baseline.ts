import { z } from 'zod';
import { day, text, toFill } from './fields.ts';
import { value } from './value.ts';

export const BASELINE_FILE = 'baseline.yaml';

const estimate = z.strictObject({
  minutes: z.number().positive(),
  said_by: text,
  said_on: day,
});

/** `baseline.yaml`: what one unit of today's work is. Written by people; read by the baseline checks. */
export const baseline = z
  .strictObject({
    version: z.literal(1),
    unit: toFill.describe('One unit of work, such as "one incoming message".'),
    start_event: toFill.describe('The observable event at which the clock starts.'),
    stop_event: toFill.describe('The observable event at which the clock stops.'),
    performer_roles: z.array(text).describe('Who does this work today.'),
    eligible_per_month: z
      .int()
      .positive()
      .nullable()
      .describe('How many units a month, counted, not guessed.'),
    volume_query: toFill.describe('The query or report that gave this count.'),
    volume_window: toFill.describe('The period that was counted, such as 2026-10-01/2026-10-31.'),
    exclusions: z.array(text).describe('Units that do not count, and why.'),
    timings: text.default('baseline/timings.csv'),
    assisted: text.default('baseline/assisted.csv'),
    discarded: text.default('baseline/discarded.csv'),
    errors: text.default('baseline/errors.csv'),
    estimate: estimate
      .nullable()
      .default(null)
      .describe('A guess at the minutes of one unit, to be replaced by timings. It counts as nothing.'),
    value: value.nullable().default(null).describe('The money. Without it there are minutes and no value.'),
  })
  .meta({ id: 'baseline', title: 'baseline.yaml', description: 'One unit of the work as it is done today.' });
export type Baseline = z.infer<typeof baseline>;

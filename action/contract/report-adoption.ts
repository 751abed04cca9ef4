import { z } from 'zod';
import { count, day } from './fields.ts';

/** What the logs show of adoption, in the order in which it is read: who, how much, how well, what escapes. */
export const ADOPTION_METRICS = [
  'active_weekly',
  'active_monthly',
  'coverage',
  'top_share',
  'retention_week4',
  'abandoned',
  'old_way',
  'accepted',
  'edited',
  'heavy_edits',
  'median_edit',
  'rejected',
  'reject_reasons',
  'review_seconds',
  'seeds_caught',
  'errors_escaped',
  'minutes_saved',
] as const;
export type AdoptionMetric = (typeof ADOPTION_METRICS)[number];

const metric = z.strictObject({
  id: z.enum(ADOPTION_METRICS),
  value: z
    .number()
    .nullable()
    .describe('A share from 0 to 1, seconds or minutes, as the id says; null where it is not known.'),
  low: z.number().nullable().describe('95 % interval, where there is one.'),
  high: z.number().nullable(),
  count: count.nullable().describe('What the share counts, of n.'),
  n: count.describe('What it was taken of: users, cases, sessions, seeds.'),
  bar: z
    .number()
    .nullable()
    .describe('What a check asks for, or what reading takes; null where it is only shown.'),
  bar_is: z.enum(['least', 'most']).nullable(),
  met: z.boolean().nullable(),
});

/** Adoption over four weeks. Written by the gate; read by the report page and the job summary. */
export const reportAdoption = z.strictObject({
  from: day,
  to: day,
  days: count.describe(
    'Days from the first use to the last; under 28 there is no coverage, retention or old way.',
  ),
  metrics: z.array(metric),
});
export type ReportAdoption = z.infer<typeof reportAdoption>;
export type ReportMetric = ReportAdoption['metrics'][number];

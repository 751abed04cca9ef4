import { z } from 'zod';
import { day, text } from './fields.ts';

export const KILL_FILE = 'policy/kill.yaml';

/** What a kill criterion may be about, with the kind of question each answers. The gate computes every one itself. */
export const KILL_METRICS = {
  'baseline.timed_cases': 'value',
  'baseline.mean_minutes': 'value',
  /** Labour cost of a year's cases today, over what building costs: under it there is not enough to win. */
  'value.addressable_ratio': 'value',
  'value.minutes_saved': 'value',
  'value.minutes_saved_p10': 'value',
  'value.net_p50': 'value',
  'value.net_p10': 'value',
  /** Months; a POC that never pays back counts as infinitely many. */
  'value.payback_months_p50': 'value',
  /** Coverage at which it breaks even, over the coverage observed. */
  'value.break_even_coverage_ratio': 'value',
  'errors.escaped': 'quality',
  /** The escaped errors with the POC less the upper end of today's. */
  'errors.escaped_over_today': 'quality',
  'users.coverage': 'use',
  'users.named': 'use',
  /** Users who got something done with it on two of the last seven days. */
  'users.active_weekly': 'use',
  /** Users of the first of four weeks who are active in the last. */
  'users.retention_week4': 'use',
  'users.abandoned': 'use',
  /** Eligible cases that users of that week did without it. */
  'users.old_way': 'use',
  'users.seeds_caught': 'quality',
  'eval.real_cases': 'quality',
  'eval.pass_rate': 'quality',
  'eval.pass_rate_upper': 'quality',
} as const;
export type KillMetric = keyof typeof KILL_METRICS;

/** What a metric can come to, where that is not from 0 to any amount. */
export const KILL_RANGES: Partial<Record<KillMetric, { least: number; most: number }>> = {
  'eval.pass_rate': { least: 0, most: 1 },
  'eval.pass_rate_upper': { least: 0, most: 1 },
  'errors.escaped': { least: 0, most: 1 },
  'errors.escaped_over_today': { least: -1, most: 1 },
  'users.coverage': { least: 0, most: 1 },
  'users.retention_week4': { least: 0, most: 1 },
  'users.abandoned': { least: 0, most: 1 },
  'users.old_way': { least: 0, most: 1 },
  'users.seeds_caught': { least: 0, most: 1 },
  'value.minutes_saved': { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY },
  'value.minutes_saved_p10': { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY },
  'value.net_p50': { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY },
  'value.net_p10': { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY },
};
export type KillQuestion = (typeof KILL_METRICS)[KillMetric];

const criterion = z.strictObject({
  id: text,
  metric: z.enum(Object.keys(KILL_METRICS) as [KillMetric, ...KillMetric[]]),
  op: z.enum(['<', '<=', '>', '>=']),
  threshold: z.number(),
  by_date: day.describe('The day on which this is judged.'),
  set_by: text,
});
export type KillCriterion = z.infer<typeof criterion>;

/** `policy/kill.yaml`: what result, by what date, makes us stop. Written before the first results. */
export const kill = z
  .strictObject({
    version: z.literal(1),
    criteria: z.array(criterion).refine((list) => new Set(list.map((one) => one.id)).size === list.length, {
      error: 'expected each id once',
    }),
  })
  .meta({
    id: 'kill',
    title: 'policy/kill.yaml',
    description: 'The results that stop this proof of concept.',
  });
export type Kill = z.infer<typeof kill>;

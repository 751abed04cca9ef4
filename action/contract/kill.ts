import { z } from 'zod';
import { day, text } from './fields.ts';

export const KILL_FILE = 'policy/kill.yaml';

/** What a kill criterion may be about, with the kind of question each answers. The gate computes every one itself. */
export const KILL_METRICS = {
  'baseline.timed_cases': 'value',
  'baseline.mean_minutes': 'value',
  'users.named': 'use',
  'eval.real_cases': 'quality',
  'eval.pass_rate': 'quality',
  'eval.pass_rate_upper': 'quality',
} as const;
export type KillMetric = keyof typeof KILL_METRICS;
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

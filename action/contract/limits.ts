import { z } from 'zod';
import type { BarChange } from './bar-changes.ts';

export const LIMITS_FILE = 'policy/limits.yaml';

/** What stops a runaway. */
export const LIMITS = [
  'max_output_tokens',
  'max_steps',
  'wall_timeout_s',
  'cases_per_user_per_day',
  'monthly_spend',
] as const;
export type LimitName = (typeof LIMITS)[number];

const most = (unit: string) => z.number().positive().describe(unit);

/** `policy/limits.yaml`: written by people, enforced by the code of the POC, tripped by its tests. */
export const limits = z
  .strictObject({
    version: z.literal(1),
    max_output_tokens: most('Tokens that one call of a model may answer with.'),
    max_steps: most('Model and tool calls that one run may take.'),
    wall_timeout_s: most('Seconds that one run may take.'),
    cases_per_user_per_day: most('Cases that one person may start a day.'),
    monthly_spend: most('What a month may cost, in the currency of policy/prices.yaml.'),
  })
  .meta({ id: 'limits', title: 'policy/limits.yaml', description: 'Hard limits: what stops a runaway.' });
export type Limits = z.infer<typeof limits>;

/** @returns the limits that were raised: a higher one stops less. */
export function limitsLoosened(before: Limits, after: Limits): BarChange[] {
  return LIMITS.filter((name) => after[name] > before[name]).map((name) => ({
    bar: `limit ${name}`,
    from: before[name],
    to: after[name],
    loosened: true,
    field: name,
  }));
}

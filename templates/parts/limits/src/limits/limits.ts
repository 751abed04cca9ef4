import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readYaml } from '../yaml.ts';

export const LIMITS_FILE = 'policy/limits.yaml';

const whole = z.int().positive();

/** `policy/limits.yaml`: what stops a runaway. Money in the currency of policy/prices.yaml. */
export const limits = z.strictObject({
  version: z.literal(1),
  max_output_tokens: whole,
  max_steps: whole,
  wall_timeout_s: z.number().positive(),
  cases_per_user_per_day: whole,
  monthly_spend: z.number().positive(),
});
export type Limits = z.infer<typeof limits>;

/** @throws UnusableFile */
export const readLimits = (): Limits =>
  readYaml(fileURLToPath(new URL(`../../${LIMITS_FILE}`, import.meta.url)), limits);

import { z } from 'zod';
import { count, day, text } from './fields.ts';

export const WAIVERS_FILE = 'policy/waivers.yaml';

const waiver = z.strictObject({
  check: z
    .string()
    .regex(/^[a-z]+\/[a-z-]+$/, { error: 'expected one check id, such as eval/pass-rate; no wildcard' }),
  reason: z.enum(['not_yet_built', 'waiting_for_access', 'accepted_risk', 'false_alarm']),
  text,
  compensating_control: text,
  owner: text,
  approver: text,
  granted_on: day,
  expires_on: day,
  renewals: count.default(0),
});
export type Waiver = z.infer<typeof waiver>;

/** `policy/waivers.yaml`: what is knowingly not done, until when, on whose name. Read from the base branch. */
export const waivers = z
  .strictObject({ version: z.literal(1), waivers: z.array(waiver) })
  .meta({ id: 'waivers', title: 'policy/waivers.yaml', description: 'Checks that are waived for a time.' });
export type Waivers = z.infer<typeof waivers>;

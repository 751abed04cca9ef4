import { z } from 'zod';
import { text } from './fields.ts';

export const OWNERS_FILE = 'policy/owners.yaml';

/** What somebody can answer for. */
export const DUTIES = ['data', 'security', 'operations', 'waivers'] as const;
export type Duty = (typeof DUTIES)[number];

const names = z.array(text);

/**
 * `policy/owners.yaml`: who may say yes to what, by the names or logins that they sign with. Read from the base branch,
 * so nobody appoints whoever approves them.
 */
export const owners = z
  .strictObject({
    version: z.literal(1),
    owners: z.strictObject({ data: names, security: names, operations: names, waivers: names }),
  })
  .meta({ id: 'owners', title: 'policy/owners.yaml', description: 'Who may approve what.' });
export type Owners = z.infer<typeof owners>;

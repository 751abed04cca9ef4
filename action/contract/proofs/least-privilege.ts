import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { moment, slug, text } from '../fields.ts';

const grant = z.strictObject({
  system: slug,
  principal: text.describe('The account that holds the scopes, as the provider names it.'),
  scopes: z.array(text),
  exported_at: moment,
  exported_by: text.describe('The query or report of the provider that gave the list.'),
});

/** `evidence/security/least-privilege.json`: the scopes that were granted, as the identity provider or API lists them. */
export const leastPrivilege = defineProof({
  inputs: ['systems'],
  count: ({ grants }) => grants.length,
  result: z.strictObject({ grants: z.array(grant) }),
});
export type Grant = z.infer<typeof grant>;

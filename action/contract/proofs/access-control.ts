import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { text } from '../fields.ts';
import { namedTest, testsBesideCanary } from './named-test.ts';

/** The three ways in that have to be shut, whatever the matrix. */
export const DENIALS = ['unauthenticated', 'wrong_role', 'other_users_record'] as const;

const test = namedTest.extend({
  kind: z.enum(DENIALS).nullable().describe('null for the canary.'),
  role: text.nullable().describe('A role of policy/access.yaml; null where nobody is signed in.'),
  data_class: text.nullable(),
  permission: text
    .nullable()
    .describe('What was asked for, by its name in policy/access.yaml; null where nobody is signed in.'),
  denied: z.boolean(),
  through_model: z.boolean().describe('Did the request go through the model, as a user’s would?'),
  authoriser_mocked: z.boolean().describe('Was what decides about access replaced for the test?'),
});

/** `evidence/security/access-control.json`: who is turned away. Allow tests always pass; these are the control. */
export const accessControl = defineProof({
  inputs: ['source', 'access'],
  count: ({ tests }) => testsBesideCanary(tests),
  result: z.strictObject({ tests: z.array(test) }),
});
export type DenyTest = z.infer<typeof test>;

import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { namedTest, testsBesideCanary } from './named-test.ts';

/** How a model's output can be bad, each a test of its own. */
export const BAD_OUTPUTS = [
  'truncated',
  'refusal',
  'extra_field',
  'wrong_enum',
  'business_rule_violation',
] as const;

const test = namedTest.extend({
  bad_output: z.enum(BAD_OUTPUTS).nullable().describe('null for the canary.'),
  rejected: z.boolean().describe('Did the bad output stop before anybody or anything saw it?'),
  logged: z.boolean().describe('Did the run log say that it was rejected?'),
});

/** `evidence/errors/output-contract.json`: what became of bad outputs. Written by the tests of a POC. */
export const outputContract = defineProof({
  inputs: ['source', 'prompts'],
  count: ({ tests }) => testsBesideCanary(tests),
  result: z.strictObject({ tests: z.array(test) }),
});

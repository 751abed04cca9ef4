import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { LIMITS } from '../limits.ts';
import { namedTest, testsBesideCanary } from './named-test.ts';

const test = namedTest.extend({
  limit: z.enum(LIMITS).nullable().describe('null for the canary.'),
  set_to: z.number().positive().describe('The limit in the test.'),
  asked_for: z.number().positive().describe('What was asked for, above it.'),
  stopped_at: z.number().min(0).describe('Where it was stopped.'),
});

/** `evidence/scale/hard-limits.json`: a test that trips each limit of policy/limits.yaml. */
export const hardLimits = defineProof({
  inputs: ['source', 'limits'],
  count: ({ tests }) => testsBesideCanary(tests),
  result: z.strictObject({ tests: z.array(test) }),
});

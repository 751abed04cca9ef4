import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count } from '../fields.ts';
import { namedTest, testsBesideCanary } from './named-test.ts';

/** How what a POC depends on can fail, each raised by a fault injector. */
export const FAULTS = [
  'model_429',
  'model_5xx',
  'model_timeout',
  'sor_timeout',
  'partial_write',
  'duplicate_delivery',
] as const;

const test = namedTest.extend({
  fault: z.enum(FAULTS).nullable().describe('null for the canary.'),
  raised: count.describe('How often the fault was raised.'),
  attempts: count.describe(
    'Calls that were made for the one case in all, the first included, to any model or system.',
  ),
  final_state: z.enum(['completed', 'needs_person', 'dead_letter', 'rolled_back', 'lost', 'duplicated']),
  user_told: z.boolean().describe('Was the person told that the answer is late or missing?'),
});

/** `evidence/errors/dependency-failure.json`: what happens when a dependency fails. */
export const dependencyFailure = defineProof({
  inputs: ['source'],
  count: ({ tests }) => testsBesideCanary(tests),
  result: z.strictObject({ tests: z.array(test) }),
});

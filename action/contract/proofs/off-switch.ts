import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count } from '../fields.ts';
import { namedTest, testsBesideCanary } from './named-test.ts';

const test = namedTest.extend({
  switched_off: z.boolean().describe('Was the flag off while it ran? The other half runs with the flag on.'),
  model_calls: count,
  tool_calls: count,
});

/** `evidence/monitoring/off-switch.json`: what is called while the flag is off, and while it is on. */
export const offSwitch = defineProof({
  inputs: ['source'],
  count: ({ tests }) => testsBesideCanary(tests),
  result: z.strictObject({
    flag: z
      .string()
      .regex(/^[\w.:/-]{3,100}$/, { error: 'expected the name of a flag, such as POC_SWITCH' })
      .describe('The name of the flag as the code reads it, such as `POC_SWITCH`.'),
    tests: z.array(test),
  }),
});

import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count, text } from '../fields.ts';
import { namedTest } from './named-test.ts';

const test = namedTest.extend({
  switched_off: z.boolean().describe('Was the flag off while it ran? The other half runs with the flag on.'),
  model_calls: count,
  tool_calls: count,
});

/** `evidence/monitoring/off-switch.json`: what is called while the flag is off, and while it is on. */
export const offSwitch = defineProof({
  inputs: ['source'],
  result: z.strictObject({
    flag: text.describe('Where the flag is read, such as an environment variable or a key of a store.'),
    tests: z.array(test),
  }),
});

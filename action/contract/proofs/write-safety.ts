import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count, slug, text } from '../fields.ts';
import { namedTest } from './named-test.ts';

/** What is asked of each operation that writes. */
export const WRITE_TESTS = ['replay', 'dry_run', 'undo', 'approval'] as const;

const test = namedTest.extend({
  system: slug.nullable().describe('null for the canary.'),
  operation: text.nullable(),
  kind: z.enum(WRITE_TESTS).nullable(),
  sent: count.describe('How often the operation was asked for.'),
  effects: count.describe('How many effects the system of record had after it.'),
});

/** `evidence/integration/write-safety.json`: what a retry, a duplicate and a wrong answer do to the system of record. */
export const writeSafety = defineProof({
  inputs: ['source', 'systems'],
  result: z.strictObject({ tests: z.array(test) }),
});

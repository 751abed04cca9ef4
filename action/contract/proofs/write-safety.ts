import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count, digest, slug, text } from '../fields.ts';
import { namedTest, testsBesideCanary } from './named-test.ts';

/** What is asked of each operation that writes; `revoked` of one that `poc.yaml` no longer has. */
export const WRITE_TESTS = ['replay', 'dry_run', 'undo', 'approval', 'revoked'] as const;

const test = namedTest.extend({
  system: slug.nullable().describe('null for the canary.'),
  operation: text.nullable(),
  kind: z.enum(WRITE_TESTS).nullable(),
  sent: count.describe('How often the operation was asked for.'),
  effects: count.describe('How many effects the system of record had after it.'),
  announced: digest.nullable().default(null).describe('Of the change that a dry run announced.'),
  made: digest.nullable().default(null).describe('Of the change that the operation then made.'),
});

/** `evidence/integration/write-safety.json`: what a retry, a duplicate and a wrong answer do to the system of record. */
export const writeSafety = defineProof({
  inputs: ['source', 'systems'],
  count: ({ tests }) => testsBesideCanary(tests),
  result: z.strictObject({ tests: z.array(test) }),
});

import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { digest, moment, share, slug, text } from '../fields.ts';
import { namedTest } from './named-test.ts';

const system = z.strictObject({
  id: slug,
  snapshot: text.describe('The file of this repository that holds the shape of the answers.'),
  snapshot_digest: digest,
  live_digest: digest.describe('Of the shape that the system answered with.'),
  compared_at: moment,
  rate_limit_headroom: share.describe('What is left of the rate limit at the peak hour, as a share.'),
});

/** `evidence/integration/contract-drift.json`: whether a vendor's API is still what the code was written against. */
export const contractDrift = defineProof({
  inputs: ['systems'],
  result: z.strictObject({
    systems: z.array(system),
    /** A test per system that fails when the shapes differ, shown by giving it another shape. */
    tests: z.array(namedTest.extend({ system: slug })),
  }),
});

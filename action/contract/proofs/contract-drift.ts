import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { digest, moment, share, slug, text } from '../fields.ts';
import { namedTest } from './named-test.ts';

const system = z.strictObject({
  id: slug,
  snapshot: text.describe('The file of this repository that holds the shape of the answers.'),
  snapshot_digest: digest.describe('SHA-256 of that file, with its line ends as LF.'),
  live_digest: digest.describe('Of the shape that the system answered with, written as the snapshot is.'),
  compared_at: moment,
  rate_limit_headroom: share.describe('What is left of the rate limit at the peak hour, as a share.'),
});

const test = namedTest.extend({
  system: slug.nullable().describe('null for the canary.'),
  /** A test that no difference makes fail notices none. */
  on_another_shape: namedTest.shape.status
    .nullable()
    .describe('How the same test ended on a shape that differs from the snapshot; null for the canary.'),
});

/** `evidence/integration/contract-drift.json`: whether a vendor's API is still what the code was written against. */
export const contractDrift = defineProof({
  inputs: ['systems'],
  count: ({ systems }) => systems.length,
  result: z.strictObject({ systems: z.array(system), tests: z.array(test) }),
});

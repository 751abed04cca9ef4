import { z } from 'zod';
import { day, text } from './fields.ts';

export const SUPPRESSIONS_FILE = 'policy/suppressions.yaml';

const suppression = z.strictObject({
  fingerprint: text.describe('Of the one finding that this is about; no pattern.'),
  rule: text,
  file: text,
  reason: text,
  approved_by: text,
  expires_on: day,
});
export type Suppression = z.infer<typeof suppression>;

/** `policy/suppressions.yaml`: findings of a scan that are known and harmless, until a day. Read from the base branch. */
export const suppressions = z
  .strictObject({ version: z.literal(1), suppressions: z.array(suppression) })
  .meta({
    id: 'suppressions',
    title: 'policy/suppressions.yaml',
    description: 'Findings of scans that are known to be harmless.',
  });
export type Suppressions = z.infer<typeof suppressions>;

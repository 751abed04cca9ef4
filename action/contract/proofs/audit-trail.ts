import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count, digest, moment, text } from '../fields.ts';

/** One run, as it can be reconstructed later (after EU AI Act, articles 12, 19 and 26(6)). */
export const auditRecord = z.strictObject({
  id: text,
  started_at: moment,
  ended_at: moment,
  actor: text,
  on_behalf_of: text.nullable(),
  case_ref: text,
  model: text,
  prompt_version: text,
  policy_version: text,
  input_hash: digest,
  source_hashes: z.array(digest),
  output_hash: digest.nullable().describe('null where there was no output.'),
  tool_calls: z.array(z.strictObject({ tool: text, outcome: text })),
  outcome: z.enum(['completed', 'refused', 'needs_person', 'error']),
  human_decision: z.enum(['accepted', 'edited', 'rejected', 'none']),
  decided_by: text.nullable(),
});
export type AuditRecord = z.infer<typeof auditRecord>;

/** `evidence/security/audit-trail.json`: a sample of the trail that a test run wrote, and what keeps it whole. */
export const auditTrail = defineProof({
  inputs: ['source'],
  count: ({ records }) => records.length,
  result: z.strictObject({
    sink: text.describe('Where records go.'),
    append_only: z.strictObject({
      mechanism: z.enum(['hash_chain', 'object_lock', 'append_only_table', 'none']),
      /** An attempt to change an old record, and what came of it. */
      tamper_test: z.enum(['refused', 'detected', 'unnoticed', 'not_run']),
    }),
    retention_days: count,
    records: z.array(auditRecord),
  }),
});

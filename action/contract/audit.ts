import { z } from 'zod';
import { digest, text } from './fields.ts';

/**
 * One line of `trail.jsonl`, written by the part `audit` of a made repository. `hash` is over all but `hash` and `body`,
 * which may be taken out when its time is up; `digest` is that of the body, `prev` the hash of the entry before.
 */
export const auditEntry = z.strictObject({
  seq: z.int().min(1),
  prev: digest.nullable(),
  at: z.iso.datetime(),
  kind: z.enum(['run', 'decision', 'erasure', 'mended']),
  digest,
  hash: digest,
  body: z.record(z.string(), z.json()).nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** The trail as it was: so many entries, and the root of their tree (RFC 6962). Signed with Ed25519. */
export const auditCheckpoint = z.strictObject({
  schema: z.literal('poc-audit-checkpoint/v1'),
  size: z.int().min(0),
  root: digest,
  at: z.iso.datetime(),
  key: digest.describe('Digest of the public key.'),
  signature: z.base64(),
});
export type AuditCheckpoint = z.infer<typeof auditCheckpoint>;

/** What shows to somebody who has only the public key that one entry is in the trail. Written by `poc audit prove`. */
export const auditInclusion = z.strictObject({
  schema: z.literal('poc-audit-inclusion/v1'),
  entry: auditEntry,
  path: z
    .array(digest)
    .describe('What stands beside the way from the entry to the root, from the bottom up.'),
  checkpoint: auditCheckpoint,
});
export type AuditInclusion = z.infer<typeof auditInclusion>;

/** The key of one person or case. Without it nobody can tell whom an entry is about. */
export const auditKey = z.strictObject({
  id: text,
  subject: z.string().regex(/^(?:person|case):./),
  key: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AuditKey = z.infer<typeof auditKey>;

import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { canonical } from '../../action/audit/canonical.ts';
import { hashOf, rootAt } from '../../action/audit/entry.ts';
import type { AuditCheckpoint, AuditEntry } from '../../action/contract/audit.ts';

export const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
export const { publicKey, privateKey } = generateKeyPairSync('ed25519');
export const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();

type Body = NonNullable<AuditEntry['body']>;

/** @returns an entry that follows another one */
export function entryAfter(
  before: AuditEntry | null,
  body: Body,
  kind: AuditEntry['kind'] = 'run',
): AuditEntry {
  const head = {
    seq: (before?.seq ?? 0) + 1,
    prev: before?.hash ?? null,
    at: '2026-11-02T09:00:00.000Z',
    kind,
    digest: sha256(canonical(body)),
  };
  return { ...head, hash: hashOf(head), body };
}

/** @returns a chain of runs with these bodies */
export function chainOf(bodies: readonly Body[]): AuditEntry[] {
  const chain: AuditEntry[] = [];
  for (const body of bodies) chain.push(entryAfter(chain.at(-1) ?? null, body));
  return chain;
}

export const linesOf = (entries: readonly AuditEntry[]): string[] => entries.map((one) => canonical(one));

/** @returns a checkpoint over all entries, signed by the key above */
export function checkpointOf(entries: readonly AuditEntry[]): AuditCheckpoint {
  const unsigned = {
    schema: 'poc-audit-checkpoint/v1' as const,
    size: entries.length,
    root: rootAt(entries, entries.length),
    at: '2026-11-02T10:00:00.000Z',
    key: sha256('the key'),
  };
  return {
    ...unsigned,
    signature: sign(null, Buffer.from(canonical(unsigned)), privateKey).toString('base64'),
  };
}

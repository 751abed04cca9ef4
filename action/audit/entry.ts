import { type KeyObject, verify } from 'node:crypto';
import { type AuditCheckpoint, type AuditEntry, auditEntry } from '../contract/audit.ts';
import { canonical } from './canonical.ts';
import { leafHash, rootOf, sha256 } from './merkle.ts';

/** @returns the hash of an entry, which is that of its leaf in the tree: over its canonical JSON without hash and body */
export const hashOf = ({ seq, prev, at, kind, digest }: Omit<AuditEntry, 'hash' | 'body'>): string =>
  leafHash(canonical({ seq, prev, at, kind, digest }));

/** @returns the entry of a line; `null` for a line that is none, or does not keep its own hash */
export function readEntry(line: string): AuditEntry | null {
  try {
    const { data } = auditEntry.safeParse(JSON.parse(line));
    if (data === undefined || canonical(data) !== line || hashOf(data) !== data.hash) return null;
    return data.body === null || sha256(canonical(data.body)) === data.digest ? data : null;
  } catch {
    return null;
  }
}

/** @returns the root over the first `size` entries */
export const rootAt = (entries: readonly AuditEntry[], size: number): string =>
  rootOf(entries.slice(0, size).map(({ hash }) => hash));

/** Did the holder of this key sign it? */
export const isSignedBy = (key: KeyObject, { signature, ...signed }: AuditCheckpoint): boolean =>
  verify(null, Buffer.from(canonical(signed)), key, Buffer.from(signature, 'base64'));

import type { KeyObject } from 'node:crypto';
import type { AuditCheckpoint, AuditEntry, AuditInclusion } from '../contract/audit.ts';
import { canonical } from './canonical.ts';
import { isSignedBy, readEntry } from './entry.ts';
import { inclusionPath, rootFrom } from './merkle.ts';

/** @returns what shows that an entry is in the trail that a checkpoint covers: at least `entry.seq` entries */
export function proveEntry(
  entries: readonly AuditEntry[],
  entry: AuditEntry,
  checkpoint: AuditCheckpoint,
): AuditInclusion {
  const leaves = entries.slice(0, checkpoint.size).map(({ hash }) => hash);
  return {
    schema: 'poc-audit-inclusion/v1',
    entry,
    path: inclusionPath(entry.seq - 1, leaves),
    checkpoint,
  };
}

/** @returns what is wrong with a proof, to somebody who has only it and the public key; `null` when it holds */
export function inclusionProblem({ entry, path, checkpoint }: AuditInclusion, key: KeyObject): string | null {
  if (!isSignedBy(key, checkpoint)) return 'a checkpoint that this key did not sign';
  if (readEntry(canonical(entry)) === null) return 'an entry that was changed';
  return rootFrom(entry.seq - 1, checkpoint.size, entry.hash, path) === checkpoint.root
    ? null
    : 'an entry that is not in this trail';
}

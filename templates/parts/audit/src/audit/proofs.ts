import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { UnusableSetting } from '../setting.ts';
import { canonical } from './canonical.ts';
import { type Checkpoint, checkpointShape, isSignedBy } from './checkpoint.ts';
import { consistencyPath, inclusionPath, isConsistent, rootFrom } from './merkle.ts';
import { type Entry, entryShape, readEntry, toBytes, toHash } from './trail.ts';

const hashes = z.array(z.string());

/** What shows to somebody who has only a checkpoint that one entry is in the trail, or that one trail continues another. */
export const proofShape = z.discriminatedUnion('schema', [
  z.strictObject({
    schema: z.literal('poc-audit-inclusion/v1'),
    entry: entryShape,
    path: hashes,
    checkpoint: checkpointShape,
  }),
  z.strictObject({
    schema: z.literal('poc-audit-consistency/v1'),
    from: checkpointShape,
    to: checkpointShape,
    path: hashes,
  }),
]);
export type AuditProof = z.infer<typeof proofShape>;

const leaves = (entries: readonly Entry[], size: number) =>
  entries.slice(0, size).map(({ hash }) => toBytes(hash));

/** @throws UnusableSetting where the checkpoint does not cover the entry */
export function proveEntry(entries: readonly Entry[], seq: number, checkpoint: Checkpoint): AuditProof {
  const entry = entries[seq - 1];
  if (entry === undefined || seq > checkpoint.size) {
    throw new UnusableSetting(
      `audit: found ${seq}; expected the number of an entry, 1 to ${Math.min(entries.length, checkpoint.size)}. Name one.`,
    );
  }
  const path = inclusionPath(seq - 1, leaves(entries, checkpoint.size)).map(toHash);
  return { schema: 'poc-audit-inclusion/v1', entry, path, checkpoint };
}

/** @throws UnusableSetting where the trail does not reach as far */
export function proveContinued(entries: readonly Entry[], from: Checkpoint, to: Checkpoint): AuditProof {
  if (from.size > to.size || to.size > entries.length) {
    throw new UnusableSetting(
      `audit: found checkpoints of ${from.size} and ${to.size} entries in a trail of ${entries.length}; expected the older first, and neither longer than the trail. Exchange them, or name others.`,
    );
  }
  const path = consistencyPath(from.size, leaves(entries, to.size)).map(toHash);
  return { schema: 'poc-audit-consistency/v1', from, to, path };
}

/** @returns what is wrong with a proof, to somebody who has only it and the public key; `null` when it holds */
export function proofProblem(proof: AuditProof, key: KeyObject): string | null {
  const path = proof.path.map(toBytes);
  if (proof.schema === 'poc-audit-consistency/v1') {
    const { from, to } = proof;
    if (!isSignedBy(key, from) || !isSignedBy(key, to)) return 'a checkpoint that this key did not sign';
    return isConsistent(treeOf(from), treeOf(to), path)
      ? null
      : 'a later trail that does not continue the earlier one';
  }
  const { entry, checkpoint } = proof;
  if (!isSignedBy(key, checkpoint)) return 'a checkpoint that this key did not sign';
  if (readEntry(canonical(entry)) === null) return 'an entry that was changed';
  const root = rootFrom(entry.seq - 1, checkpoint.size, toBytes(entry.hash), path);
  return root !== null && toHash(root) === checkpoint.root ? null : 'an entry that is not in this trail';
}

const treeOf = ({ size, root }: Checkpoint) => ({ size, root: toBytes(root) });

import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Env } from '../part.ts';
import { readYaml } from '../yaml.ts';
import {
  type Checkpoint,
  isSignedBy,
  ownCheckpoints,
  publicKeyFile,
  readPublicKey,
  rootAt,
} from './checkpoint.ts';
import { type Entry, readEntry, toHash, trailFile, trailLines } from './trail.ts';

const ACCESS_FILE = fileURLToPath(new URL('../../policy/access.yaml', import.meta.url));
const DAY_MS = 86_400_000;

/** @returns for how many days records are kept: `retention_days` of `policy/access.yaml`. @throws UnusableFile */
export const retentionDays = (file = ACCESS_FILE): number =>
  readYaml(file, z.looseObject({ retention_days: z.int().min(1) })).retention_days;

/** @returns the last moment of which nothing has to be kept any more */
export const keptSince = (now: Date, days = retentionDays()): Date => new Date(now.getTime() - days * DAY_MS);

/** A checkpoint that was put away, and the key that it has to be signed with. */
export type Witness = { file: string; checkpoint: Checkpoint; key: KeyObject };

export type Verified = { entries: number; removed: number; witnesses: number; problems: string[] };

/**
 * Reads the whole trail: every hash, the chain, what was removed before its time, and every checkpoint.
 *
 * @param far a checkpoint from out of the writer's reach. Without one a trail that was written anew from the first line on,
 * with new checkpoints, looks whole.
 */
export function verifyTrail(env: Env, now: Date, far: Witness | null = null): Verified {
  const lines = trailLines(env);
  const entries = lines.map(readEntry);
  const file = trailFile(env);
  const problems = [
    ...entries.flatMap((entry, index) => lineProblem(file, entry, entries[index - 1] ?? null, index)),
    ...removedEarly(file, entries, keptSince(now)),
  ];
  const whole = entries.filter((one) => one !== null);
  const witnesses = [...(far === null ? [] : [far]), ...ownWitnesses(env)];
  // The tree of a trail with a broken line is that of another trail.
  if (whole.length === entries.length) problems.push(...witnesses.flatMap((one) => disagreement(one, whole)));
  const removed = whole.filter(({ body }) => body === null).length;
  return { entries: lines.length, removed, witnesses: witnesses.length, problems };
}

function lineProblem(file: string, entry: Entry | null, before: Entry | null, index: number): string[] {
  const place = `${file}:${index + 1}`;
  const keep = 'Keep the file as it is: it is evidence. Compare it with a backup.';
  if (entry === null)
    return [`${place}: found a line that broke off or was changed; expected an entry. ${keep}`];
  if (entry.seq !== index + 1)
    return [
      `${place}: found entry ${entry.seq}; expected entry ${index + 1}. Entries are missing or moved. ${keep}`,
    ];
  // After a broken line nobody knows what its hash was.
  const known = index === 0 || before !== null;
  if (known && entry.prev !== (before?.hash ?? null))
    return [`${place}: found that it follows another entry; expected the hash of the one before. ${keep}`];
  return [];
}

function removedEarly(file: string, entries: readonly (Entry | null)[], since: Date): string[] {
  const early = entries.filter((one) => one !== null && one.body === null && new Date(one.at) > since);
  const [first] = early;
  if (first == null) return [];
  return [
    `${file}:${first.seq}: found ${early.length} entries removed that policy/access.yaml still keeps, the first of ${first.at}; expected them until ${retentionDays()} days have passed. Put them back from a backup.`,
  ];
}

function ownWitnesses(env: Env): Witness[] {
  if (!existsSync(publicKeyFile(env))) return [];
  const key = readPublicKey(publicKeyFile(env));
  return ownCheckpoints(env).map((one) => ({ ...one, key }));
}

function disagreement({ file, checkpoint, key }: Witness, entries: readonly Entry[]): string[] {
  const { size, root, at } = checkpoint;
  if (!isSignedBy(key, checkpoint))
    return [
      `${file}: found a signature of another key, or a changed checkpoint; expected one of ours. Find out who wrote it.`,
    ];
  if (size > entries.length)
    return [
      `${file}: found ${size} entries on ${at}; expected at least as many now, and there are ${entries.length}. Entries were cut off: compare with a backup.`,
    ];
  if (toHash(rootAt(entries, size)) === root) return [];
  return [
    `${file}: found another root for the first ${size} entries; expected that of ${at}. The trail was written anew: compare with a backup.`,
  ];
}

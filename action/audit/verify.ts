import type { KeyObject } from 'node:crypto';
import type { AuditCheckpoint, AuditEntry } from '../contract/audit.ts';
import type { Problem } from '../contract/problem.ts';
import { isSignedBy, readEntry, rootAt } from './entry.ts';

/** A file of lines, without what follows the last line end; `brokenOff` when something does. */
export type Trail = { file: string; lines: readonly string[]; brokenOff: boolean };

/** A checkpoint, and the key that it has to be signed with. */
export type Witness = { file: string; checkpoint: AuditCheckpoint; key: KeyObject };

/** What a trail was found to be. `removed` counts entries whose body was taken out. */
export type Verified = { entries: number; removed: number; checkpoints: number; problems: Problem[] };

/** For how many days bodies are kept, as seen from now. */
export type Kept = { days: number; now: Date };

const DAY_MS = 86_400_000;

/**
 * Reads a whole trail: every hash, the chain, what was removed before its time, and every checkpoint.
 *
 * @param witnesses without one from out of the writer's reach, a trail that was written anew from its first line on, with
 * new checkpoints, looks whole
 * @param kept `null` where nothing says so
 */
export function verifyTrail(
  { file, lines, brokenOff }: Trail,
  witnesses: readonly Witness[],
  kept: Kept | null,
): Verified {
  const entries = lines.map(readEntry);
  const whole = entries.filter((entry) => entry !== null);
  const removed = whole.filter(({ body }) => body === null);
  const problems = [
    ...entries.flatMap((entry, index) => lineProblem(file, entry, entries[index - 1] ?? null, index)),
    ...(brokenOff ? [unreadable(file, lines.length)] : []),
    ...(kept === null ? [] : removedEarly(file, removed, kept)),
    // The tree of a trail with a broken line is that of another trail.
    ...(whole.length < entries.length ? [] : witnesses.flatMap((one) => disagreement(one, whole))),
  ];
  return { entries: lines.length, removed: removed.length, checkpoints: witnesses.length, problems };
}

const KEEP = 'Keep the file as it is, since it is evidence, and compare it with a backup.';

const problemAt = (file: string, index: number | null, found: string, expected: string, remedy = KEEP) => ({
  location: { file, line: index === null ? null : index + 1 },
  field: '',
  ...{ found, expected, remedy },
});

const unreadable = (file: string, index: number): Problem =>
  problemAt(file, index, 'a line that broke off or was changed', 'an entry');

function lineProblem(file: string, entry: AuditEntry | null, before: AuditEntry | null, index: number) {
  if (entry === null) return [unreadable(file, index)];
  if (entry.seq !== index + 1)
    return [problemAt(file, index, `entry ${entry.seq}`, `entry ${index + 1}, so some are missing or moved`)];
  // After a broken line nobody knows what its hash was.
  const known = index === 0 || before !== null;
  if (known && entry.prev !== (before?.hash ?? null))
    return [problemAt(file, index, 'that it follows another entry', 'the hash of the one before')];
  return [];
}

function removedEarly(file: string, removed: readonly AuditEntry[], { days, now }: Kept): Problem[] {
  const since = now.getTime() - days * DAY_MS;
  const early = removed.filter(({ at }) => Date.parse(at) > since);
  const [first] = early;
  if (first === undefined) return [];
  const found = `${early.length} entries removed, the first of ${first.at}`;
  return [problemAt(file, first.seq - 1, found, `them for ${days} days`, 'Put them back from a backup.')];
}

function disagreement({ file, checkpoint, key }: Witness, entries: readonly AuditEntry[]): Problem[] {
  const { size, root, at } = checkpoint;
  const problem = (...said: [string, string, string]) => [problemAt(file, null, ...said)];
  if (!isSignedBy(key, checkpoint))
    return problem(
      'a signature of another key, or a changed checkpoint',
      'one of ours',
      'Find out who wrote it.',
    );
  const compare = 'Compare the trail with a backup.';
  if (size > entries.length)
    return problem(
      `${size} entries on ${at}`,
      `as many now, and there are ${entries.length}: the newest were cut off`,
      compare,
    );
  if (rootAt(entries, size) === root) return [];
  return problem(
    `another root for the first ${size} entries`,
    `that of ${at}: the trail was written anew`,
    compare,
  );
}

import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Env } from '../part.ts';
import { UnusableSetting } from '../setting.ts';
import { readYaml } from '../yaml.ts';
import { canonical, type Entry } from './entry.ts';
import { withLock } from './lock.ts';
import { dropKeys, eraseKey, keyIdOf, type Subject, seal } from './subjects.ts';
import { appendLocked, folderOf, readTrail, trailFile } from './trail.ts';

const ACCESS_FILE = fileURLToPath(new URL('../../policy/access.yaml', import.meta.url));
const DAY_MS = 86_400_000;

/** @returns for how many days records are kept: `retention_days` of `policy/access.yaml`. @throws UnusableFile */
export const retentionDays = (): number =>
  readYaml(ACCESS_FILE, z.looseObject({ retention_days: z.int().min(1) })).retention_days;

/** Who had a subject erased, and why: a reason never names the subject. */
export type Erasure = { by: string; reason: string };

/**
 * Deletes the key of a subject: from then on no entry can be read as being about them, and every hash stays as it was.
 *
 * @throws UnusableSetting where nothing is recorded of this subject
 */
export const eraseSubject = (env: Env, subject: Subject, { by, reason }: Erasure, now: Date): Promise<void> =>
  withLock(folderOf(env), () => {
    const key = keyIdOf(env, subject);
    if (key === null)
      throw new UnusableSetting(
        `audit: found no key of ${subject}; expected somebody or something that is in the trail, as person:user-1 or case:4711. Nothing was erased.`,
      );
    appendLocked(env, 'erasure', { key, by: seal(env, `person:${by}`), reason }, now);
    eraseKey(env, subject);
  });

/**
 * Takes out what was recorded longer ago than it is kept, and keys that nothing needs. Times and hashes stay.
 *
 * @returns of how many entries
 */
export const pruneTrail = (env: Env, now: Date): Promise<number> =>
  withLock(folderOf(env), () => {
    const since = new Date(now.getTime() - retentionDays() * DAY_MS).toISOString();
    const entries = readTrail(env);
    const isDue = ({ at, body }: Entry) => body !== null && at <= since;
    const kept = entries.map((one) => (isDue(one) ? { ...one, body: null } : one));
    const file = trailFile(env);
    const lines = kept.map((one) => `${canonical(one)}\n`).join('');
    writeFileSync(`${file}.part`, lines, { mode: 0o600, flush: true });
    renameSync(`${file}.part`, file);
    dropKeys(env, lines);
    return entries.filter(isDue).length;
  });

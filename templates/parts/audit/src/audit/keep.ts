import { renameSync, writeFileSync } from 'node:fs';
import type { Env } from '../part.ts';
import { UnusableSetting } from '../setting.ts';
import { canonical } from './canonical.ts';
import { withLock } from './lock.ts';
import { dropKeys, eraseKey, keyIdOf, type Subject, seal } from './subjects.ts';
import { appendLocked, folderOf, readTrail, trailFile } from './trail.ts';
import { keptSince } from './verify.ts';

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

/** Takes out what was recorded longer ago than it is kept, and keys that nothing needs. Times and hashes stay. @returns of how many entries */
export const pruneTrail = (env: Env, now: Date): Promise<number> =>
  withLock(folderOf(env), () => {
    const since = keptSince(now);
    const entries = readTrail(env);
    const due = (at: string, body: object | null) => body !== null && new Date(at) <= since;
    const kept = entries.map((one) => (due(one.at, one.body) ? { ...one, body: null } : one));
    const file = trailFile(env);
    writeFileSync(`${file}.part`, kept.map((one) => `${canonical(one)}\n`).join(''), {
      mode: 0o600,
      flush: true,
    });
    renameSync(`${file}.part`, file);
    dropKeys(env, JSON.stringify(kept));
    return entries.filter(({ at, body }) => due(at, body)).length;
  });

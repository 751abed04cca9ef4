import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Target } from './target.ts';

/**
 * Does the work in a staging folder and publishes it by renaming, so that the target is either whole or as it
 * was. The staging folder is gone afterwards, whatever happened.
 *
 * @param work writes into the folder it is given
 * @param signal when aborted before the publishing, nothing is left
 */
export async function staged<T>(
  target: Target,
  work: (folder: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const folder = stagingFolder(target);
  try {
    await mkdir(folder);
    const result = await work(folder);
    signal?.throwIfAborted();
    publish(folder, target);
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Beside a new target; inside one that exists, which may be a mount that nothing can be renamed into. */
function stagingFolder({ folder, exists }: Target): string {
  const mark = `.${basename(folder)}-${randomBytes(6).toString('hex')}.tmp`;
  return join(exists ? folder : dirname(folder), mark);
}

/** Synchronous, so that no signal comes between the first rename and the last. */
function publish(folder: string, target: Target): void {
  if (!target.exists) {
    renameSync(folder, target.folder);
    return;
  }
  const moved: { from: string; to: string }[] = [];
  try {
    for (const entry of readdirSync(folder)) {
      const move = { from: join(folder, entry), to: join(target.folder, entry) };
      refuseOverwriting(move.to);
      renameSync(move.from, move.to);
      moved.push(move);
    }
    rmdirSync(folder);
  } catch (error) {
    for (const { from, to } of moved.reverse()) renameSync(to, from);
    throw error;
  }
}

function refuseOverwriting(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  throw Object.assign(new Error(`${basename(path)} appeared while we were writing`), { code: 'EEXIST' });
}

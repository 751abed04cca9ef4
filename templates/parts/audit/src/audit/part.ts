import type { Env, Part } from '../part.ts';
import { makeCheckpoint } from './checkpoint.ts';
import { withLock } from './lock.ts';
import { recordRun } from './record.ts';
import { folderOf } from './trail.ts';

/** A checkpoint is signed each time so many entries were added. */
export const CHECKPOINT_EVERY = 100;

/**
 * Records every run in use, whatever came of it. Where that fails it throws, so nobody gets an answer that is not on record.
 * Evals, load tests and tests are nobody's work, and would drown what is.
 */
export function auditPart(env: Env): Part {
  return {
    name: 'audit',
    async after(run) {
      if (run.about.kind !== 'live') return;
      const { seq } = await recordRun(env, run);
      if (seq % CHECKPOINT_EVERY === 0) await tryCheckpoint(env);
    },
  };
}

/** The run is on record already; the next checkpoint covers it too. */
async function tryCheckpoint(env: Env): Promise<void> {
  try {
    await withLock(folderOf(env), () => makeCheckpoint(env, new Date()));
  } catch (error) {
    console.error(
      `audit: found ${error}; expected to sign a checkpoint. Mend it, and run npm run audit -- checkpoint.`,
    );
  }
}

import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UnusableFile } from '../jsonl.ts';

const PATIENCE_MS = 10_000;
const PAUSE_MS = 5;

/**
 * Does a piece of work that nobody else may do at the same time, in this process or another. What holds the lock is gone
 * when its process is: then it is taken over.
 *
 * @param work without a pause in it, so that within one process nothing comes between
 * @throws UnusableFile where somebody holds on to it
 */
export async function withLock<T>(folder: string, work: () => T, patienceMs = PATIENCE_MS): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'lock');
  const until = performance.now() + patienceMs;
  while (!taken(lock)) {
    breakDead(lock);
    if (performance.now() > until) throw held(lock);
    await sleep(PAUSE_MS);
  }
  try {
    return work();
  } finally {
    unlinkSync(lock);
  }
}

const taken = (file: string): boolean => {
  try {
    writeFileSync(file, `${process.pid} ${hostname()}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** Two that find the same dead holder must not both remove a lock: the second would remove that of the first. */
function breakDead(lock: string): void {
  if (!isDead(lock) || !taken(`${lock}.breaking`)) return;
  try {
    if (isDead(lock)) unlinkSync(lock);
  } finally {
    unlinkSync(`${lock}.breaking`);
  }
}

function isDead(lock: string): boolean {
  const [pid, host] = holderOf(lock);
  if (host !== hostname() || !/^\d+$/.test(pid ?? '')) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function holderOf(lock: string): (string | undefined)[] {
  try {
    return readFileSync(lock, 'utf8').split(' ');
  } catch {
    return [];
  }
}

const held = (lock: string): UnusableFile => {
  const [pid = 'nobody', host = 'nowhere'] = holderOf(lock);
  return new UnusableFile(
    `${lock}: found it held by process ${pid} on ${host}; expected to get it in time. If no process of this workflow runs there, delete ${lock} and ${lock}.breaking.`,
  );
};

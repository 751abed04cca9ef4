import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UnusableFile } from '../jsonl.ts';

/**
 * Does a piece of work that nobody else may do at the same time, in this process or another. What holds the lock is gone
 * when its process is: then it is taken over.
 *
 * @param work without a pause in it, so that within one process nothing comes between
 * @throws UnusableFile where somebody holds on to it
 */
export async function withLock<T>(folder: string, work: () => T, patienceMs = 10_000): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'lock');
  const until = performance.now() + patienceMs;
  while (!taken(lock)) {
    breakDead(lock);
    if (performance.now() > until)
      throw new UnusableFile(
        `${lock}: found it held by ${holderOf(lock).join(' on ') || 'nobody'}; expected to get it in time. If no such process runs there, delete ${lock} and ${lock}.breaking.`,
      );
    await sleep(5);
  }
  try {
    return work();
  } finally {
    unlinkSync(lock);
  }
}

function taken(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid} ${hostname()}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two that find the same dead holder must not both remove a lock: the second would remove that of the first. */
function breakDead(lock: string): void {
  if (!isDead(lock) || !taken(`${lock}.breaking`)) return;
  try {
    if (isDead(lock)) unlinkSync(lock);
  } finally {
    unlinkSync(`${lock}.breaking`);
  }
}

/** Of a process on another machine nobody here can say. */
function isDead(lock: string): boolean {
  const [pid, host] = holderOf(lock);
  if (host !== hostname() || !(Number(pid) > 0)) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function holderOf(lock: string): string[] {
  try {
    return readFileSync(lock, 'utf8').split(' ').filter(Boolean);
  } catch {
    return [];
  }
}

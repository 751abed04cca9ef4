import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who writes to the journal now: one process, since two clocks in one file would stop each other's cases. */
export const LOCK_FILE = '.poc/time.lock';

type Owner = { pid: number; host: string };

/**
 * Takes the lock of a folder. One whose process is gone, as after a crash, is taken over.
 *
 * @returns how to give it back, or who has it
 */
export function takeLock(cwd: string): { release(): void } | { problem: string } {
  const path = join(cwd, LOCK_FILE);
  mkdirSync(join(cwd, '.poc'), { recursive: true });
  if (!made(path)) {
    const owner = ownerOf(path);
    if (owner === null || isAlive(owner)) return { problem: lockProblem(owner) };
    rmSync(path, { force: true });
    if (!made(path)) return { problem: lockProblem(ownerOf(path)) };
  }
  return { release: () => rmSync(path, { force: true }) };
}

/** @returns whether the lock was made; `false` where there is one. */
function made(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() } satisfies Owner));
    return true;
  } catch (error) {
    // A lock that names nobody is never taken over.
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function ownerOf(path: string): Owner | null {
  try {
    const { pid, host } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Owner>;
    return Number.isInteger(pid) && typeof host === 'string' ? { pid: pid as number, host } : null;
  } catch {
    return null;
  }
}

/** Of another machine nobody here can say. */
function isAlive({ pid, host }: Owner): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function lockProblem(owner: Owner | null): string {
  const who = owner === null ? 'another process' : `process ${owner.pid} on ${owner.host}`;
  return `${LOCK_FILE}: found that ${who} is timing in this folder; expected nobody. Quit it there; if there is no such process, remove ${LOCK_FILE}.`;
}

import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCK_FILE, takeLock } from '../../../action/commands/time/lock.ts';
import { aFolder } from '../../repository-builder.ts';

/** A process that was here, and is gone. */
const goneProcess = (): number => spawnSync(process.execPath, ['--version']).pid;

describe('the lock of a folder', () => {
  it('is taken once, and can be given back', async () => {
    const folder = await aFolder();
    const lock = takeLock(folder);
    if ('problem' in lock) return expect.unreachable(lock.problem);
    expect(takeLock(folder)).toEqual({
      problem: `.poc/time.lock: found that process ${process.pid} on ${hostname()} is timing in this folder; expected nobody. Quit it there; if there is no such process, remove .poc/time.lock.`,
    });
    lock.release();
    expect(existsSync(join(folder, LOCK_FILE))).toBe(false);
    expect(takeLock(folder)).toHaveProperty('release');
  });

  it.each<[string, () => string, boolean]>([
    ['of a process that is gone', () => JSON.stringify({ pid: goneProcess(), host: hostname() }), true],
    ['of a process that runs', () => JSON.stringify({ pid: process.ppid, host: hostname() }), false],
    ['of another machine', () => JSON.stringify({ pid: goneProcess(), host: 'elsewhere' }), false],
    ['that says nothing', () => '', false],
    ['that says nonsense', () => '{"pid":"x"}', false],
  ])('%s is taken over: %s', async (_, content, isTaken) => {
    const folder = await aFolder({ [LOCK_FILE]: '' });
    writeFileSync(join(folder, LOCK_FILE), content());
    expect('release' in takeLock(folder)).toBe(isTaken);
  });
});

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const DEBIAN = '/usr/lib/postgresql';

/** Where PostgreSQL is installed, as Debian does it; `null` where it is not. */
export const POSTGRES: string | null =
  (existsSync(DEBIAN) ? readdirSync(DEBIAN) : [])
    .map((version) => join(DEBIAN, version, 'bin'))
    .filter((bin) => existsSync(join(bin, 'postgres')) && existsSync(join(bin, 'initdb')))
    .at(-1) ?? null;

/** PostgreSQL does not run as root, so root runs it as nobody. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const AS = isRoot ? NOBODY : {};

/** Starts a database of its own on loopback. */
export async function startPostgres(bin: string): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  if (isRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
  const data = join(folder, 'data');
  const options = { ...AS, cwd: folder, encoding: 'utf8' } as const;
  const words = ['-D', data, '-U', 'poc', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'];
  const made = spawnSync(join(bin, 'initdb'), words, options);
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port), '-F'],
    { ...AS, cwd: folder, stdio: 'ignore' },
  );
  const isReady = () =>
    spawnSync(join(bin, 'psql'), [
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '-U',
      'poc',
      '-c',
      'SELECT 1',
      'postgres',
    ]).status === 0;
  while (!isReady()) {
    if (server.exitCode !== null) throw new Error(`postgres: ended with ${server.exitCode}`);
    await setTimeout(50);
  }
  return { url: `postgres://poc@127.0.0.1:${port}/postgres`, stop: () => stopped(server, folder) };
}

async function stopped(server: ChildProcess, folder: string): Promise<void> {
  const ended = once(server, 'exit');
  // Fast shutdown: https://www.postgresql.org/docs/15/server-shutdown.html
  server.kill('SIGINT');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}

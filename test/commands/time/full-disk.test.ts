import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { buildPackage } from '../../generator/built-package.ts';
import { aFolder } from '../../repository-builder.ts';

it.skipIf(process.platform === 'win32')(
  'a disk that takes only half of an event keeps none of it',
  async () => {
    const module = join(buildPackage().root, 'build/action/commands/time/disk.js');
    const folder = await aFolder({ 'try.mjs': '' });
    const before = 'x'.repeat(1000);
    writeFileSync(join(folder, 'journal'), before);
    writeFileSync(
      join(folder, 'try.mjs'),
      `import { diskOf } from ${JSON.stringify(pathToFileURL(module).href)};
try { diskOf('.').append('journal', Buffer.alloc(100, 'y')); } catch (error) { console.log(error.code); }`,
    );
    // Files of at most 1024 bytes, and a refusal in place of the signal that would end the process.
    const limited = `trap '' XFSZ; ulimit -f 1; exec ${process.execPath} try.mjs`;
    const { stdout } = spawnSync('bash', ['-c', limited], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe('EFBIG\n');
    expect(readFileSync(join(folder, 'journal'), 'utf8')).toBe(before);
  },
);

it.skipIf(process.platform === 'win32')('a disk that is full keeps no lock that names nobody', async () => {
  const module = join(buildPackage().root, 'build/action/commands/time/lock.js');
  const folder = await aFolder({
    'try.mjs': `import { takeLock } from ${JSON.stringify(pathToFileURL(module).href)};
try { takeLock('.'); } catch (error) { console.log(error.code); }`,
  });
  const limited = `trap '' XFSZ; ulimit -f 0; exec ${process.execPath} try.mjs`;
  const { stdout } = spawnSync('bash', ['-c', limited], { cwd: folder, encoding: 'utf8' });
  expect(stdout).toBe('EFBIG\n');
  expect(readdirSync(join(folder, '.poc'))).toEqual([]);
});

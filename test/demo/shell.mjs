import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const demo = join(root, 'demo');
export const poc = join(demo, 'mail-triage');

/** Says what the reader is about to see, and why. */
export const say = (text) => console.log(`\n${text}`);

/**
 * Runs a program in sight of the reader. Some exit codes are a result here, such as that of a gate that blocks; any other
 * ends the demo.
 */
export function run(cwd, shown, program, args, { expected = [0] } = {}) {
  console.log(`\n\u001b[1m$ ${shown}\u001b[0m`);
  const { status, error } = spawnSync(program, args, {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined || !expected.includes(status)) {
    console.error(
      `demo: "${shown}" ended with ${error?.message ?? status}; expected ${expected.join(' or ')}.`,
    );
    process.exit(1);
  }
  return status;
}

export const npm = (cwd, args, shown = args, options = {}) =>
  run(cwd, `npm ${shown.join(' ')}`, 'npm', args, options);

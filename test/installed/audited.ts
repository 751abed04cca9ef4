import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What `npm audit --json` prints of a tree in which nothing is known to be bad. */
const CLEAN = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {},
  metadata: { dependencies: { total: 300 } },
});

/**
 * Writes an npm that says of every tree that nothing in it is known to be bad, and is the real one in all else: which
 * advisories there are today is not for a test to depend on, and not every registry tells.
 *
 * @param installed `node_modules` that `npm ci` is to copy, for where an install by the same lock file was tested before
 * @returns `folder`, to be searched before that of Node
 */
export async function npmThatAudits(folder: string, installed?: string): Promise<string> {
  const real = join(dirname(process.execPath), 'npm');
  const copies = installed === undefined ? '' : `[ "$1" = ci ] && exec cp -a '${installed}' .\n`;
  const text = `#!/bin/sh\n${copies}[ "$1" = audit ] || exec '${real}' "$@"\ncat <<'END'\n${CLEAN}\nEND\n`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'npm'), text, { mode: 0o755 });
  return folder;
}

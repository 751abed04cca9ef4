import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Versions } from './run.ts';

/** @returns which code, prompt and policy are at work: digests, so that a record made today can be checked in a year. */
export const versionsOf = (root: string): Versions => ({
  workflow: digestOfFolder(join(root, 'src')),
  prompt: digestOfFolder(join(root, 'prompts')),
  policy: digestOfFolder(join(root, 'policy')),
});

function digestOfFolder(folder: string): string {
  const hash = createHash('sha256');
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  for (const file of files.sort()) hash.update(file.slice(folder.length)).update(readFileSync(file));
  return `sha256:${hash.digest('hex')}`;
}

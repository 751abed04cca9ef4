import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addFrom } from '../../../generator/commands/add.ts';
import { filesBelow } from '../../../generator/template-files.ts';
import { emptyFolder, writeTree } from '../fake-package.ts';
import { NOW } from '../test-desk.ts';

/** A repository that create-poc did not make. */
export const FOREIGN = { 'package.json': '{\n    "name": "theirs",\n    "type": "module"\n}\n' };

export function aRepository(files: Record<string, string> = FOREIGN): string {
  const folder = emptyFolder();
  writeTree(folder, files);
  return folder;
}

/** Runs `poc add` in a folder, out of a package. */
export async function runAdd(root: string, cwd: string, ...args: string[]) {
  const said = { out: '', err: '' };
  const code = await addFrom(() => root).run(args, {
    cwd,
    env: {},
    now: NOW,
    color: false,
    print: (text) => {
      said.out += `${text}\n`;
    },
    complain: (text) => {
      said.err += `${text}\n`;
    },
  });
  return { code, ...said };
}

/** @returns every file of a folder with its text. */
export const contentOf = (folder: string): Record<string, string> =>
  Object.fromEntries(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));

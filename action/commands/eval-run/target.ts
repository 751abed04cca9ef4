import { lstat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { MANIFEST_FILE } from '../../contract/manifest.ts';
import { isInside } from '../../evidence/tree.ts';

/** The rows stand beside the envelope that names them. */
export const rowsFileBeside = (results: string): string =>
  posix.join(posix.dirname(results), 'results.jsonl');

/**
 * Where results go is said by the repository, so it is checked before anything is removed or written there.
 *
 * @param results the path of the envelope, as `poc.yaml` has it
 * @returns why nothing is written there, or `null`
 */
export async function whyUnfit(folder: string, results: string): Promise<string | null> {
  const field = `${MANIFEST_FILE}: evidence.results: found ${JSON.stringify(results)}`;
  const remedy = 'Write `eval/results/run.json`.';
  const rowsFile = rowsFileBeside(results);
  if (!isInside(results)) return `${field}; expected a path inside this folder. ${remedy}`;
  if (posix.normalize(results) === rowsFile)
    return `${field}, which is where the rows go; expected another name. ${remedy}`;
  for (const file of [results, rowsFile]) {
    const obstacle = await obstacleTo(folder, file);
    if (obstacle !== null)
      return `${file}: found ${obstacle}; expected a file, or nothing yet. Move it away; results stay inside this folder.`;
  }
  return null;
}

/** @returns what keeps a file from being written where its path says, or `null`. */
async function obstacleTo(folder: string, file: string): Promise<string | null> {
  const parts = file.split('/');
  for (const [i] of parts.entries()) {
    const at = parts.slice(0, i + 1).join('/');
    const stat = await lstat(join(folder, at)).catch(() => null);
    if (stat === null) return null;
    if (stat.isSymbolicLink()) return `the symbolic link ${at}`;
    if (i === parts.length - 1 && !stat.isFile()) return 'something that is not a file';
  }
  return null;
}

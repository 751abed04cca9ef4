import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScanFinding } from '../../contract/proofs/clean-repo.ts';
import type { Tree } from '../../evidence/tree.ts';
import { personalDataIn } from '../../scan/personal-data.ts';
import { readable } from '../../scan/readable.ts';
import { secretsIn } from '../../scan/secrets.ts';

/** What came of searching the files of a tree. `excluded` are those that hold something that cannot be searched. */
export type Searched = {
  lookedAt: number;
  media: number;
  excluded: string[];
  secrets: ScanFinding[];
  personalData: ScanFinding[];
};

/** Searches every file of the tree, one after the other, so that one is in memory at a time. */
export async function search(folder: string, tree: Tree, files: readonly string[]): Promise<Searched> {
  const searched: Searched = { lookedAt: 0, media: 0, excluded: [], secrets: [], personalData: [] };
  for (const file of files) {
    const content = await tree.read(file);
    if (content.status !== 'read') {
      // A link holds no more than a path; a submodule and a file of gigabytes hold what nobody looked at.
      if (await isLink(join(folder, file))) searched.lookedAt += 1;
      else searched.excluded.push(file);
      continue;
    }
    const found = readable(content.bytes);
    if (found.kind === 'media') searched.media += 1;
    if (found.kind === 'opaque') searched.excluded.push(file);
    if (found.kind !== 'text') continue;
    searched.lookedAt += 1;
    searched.secrets.push(...(await secretsIn(file, found.text)));
    searched.personalData.push(...personalDataIn(file, found.text));
  }
  return searched;
}

const isLink = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => null))?.isSymbolicLink() ?? false;

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { outputsMatching } from '../../evidence/glob.ts';
import type { Tree } from '../../evidence/tree.ts';

/** What a file looked like at a moment. */
type Look = { modified: bigint; digest: string };

/** The files that matched some patterns at a moment. */
export type Looks = ReadonlyMap<string, Look>;

/** Looks at every file that matches and is there. */
export async function lookAt(cwd: string, tree: Tree, patterns: readonly string[]): Promise<Looks> {
  const looks = new Map<string, Look>();
  for (const file of await outputsMatching(tree, patterns)) {
    const look = await lookAtFile(join(cwd, file));
    if (look !== null) looks.set(file, look);
  }
  return looks;
}

/** A link is not followed: it is looked at as the link that it is, and refused when it is read. */
async function lookAtFile(path: string): Promise<Look | null> {
  const stat = await lstat(path, { bigint: true }).catch(() => null);
  if (stat === null) return null;
  // Why a file cannot be read is said when it is read for its records.
  const digest = stat.isFile() ? await digestOfFile(path).catch(() => '') : '';
  return { modified: stat.mtimeNs, digest };
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}

/** @returns the files that were there before and that nobody wrote since: they are results of something else. */
export const untouched = (before: Looks, after: Looks): string[] =>
  [...after.keys()].filter((file) => {
    const [then, now] = [before.get(file), after.get(file)];
    return then !== undefined && then.modified === now?.modified && then.digest === now.digest;
  });

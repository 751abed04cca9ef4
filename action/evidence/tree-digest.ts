import type { Manifest } from '../contract/manifest.ts';
import { scannedFiles } from '../readiness/data/scanned-files.ts';
import { digestOfFiles } from './digests.ts';
import type { Tree } from './tree.ts';

/** @returns the digest of every file of a tree, but for evidence and the results of evals. */
export async function treeDigest(tree: Tree, manifest: Manifest): Promise<string> {
  return digestOfFiles(tree, scannedFiles(await tree.list(), manifest));
}

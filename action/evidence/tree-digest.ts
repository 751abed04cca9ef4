import { listed, type Manifest } from '../contract/manifest.ts';
import { digestOfFiles } from './digests.ts';
import { filesMatching } from './glob.ts';
import type { Tree } from './tree.ts';

/** What is written after a scan, and is not part of what was scanned. */
const WRITTEN_LATER = ['evidence/**'];

/** @returns the digest of every file of a tree, but for evidence and the results of evals. */
export async function treeDigest(tree: Tree, manifest: Manifest): Promise<string> {
  return digestOfFiles(tree, await scannedFiles(tree, manifest));
}

/** @returns the files that a scan of a tree looks at, sorted. */
export async function scannedFiles(tree: Tree, manifest: Manifest): Promise<readonly string[]> {
  const { evidence, alternative } = manifest;
  const results = [...listed(evidence.results), ...(alternative === null ? [] : listed(alternative.results))];
  const later = new Set(await filesMatching(tree, [...WRITTEN_LATER, ...results.map(folderOf)]));
  return (await tree.list()).filter((file) => !later.has(file));
}

/** The rows lie beside the envelope that a pattern names. */
const folderOf = (pattern: string): string =>
  pattern.replace(/[^/]*$/, '**').replace(/(?:\*\*\/)+\*\*$/, '**');

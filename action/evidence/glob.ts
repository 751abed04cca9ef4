import picomatch from 'picomatch';
import type { Tree } from './tree.ts';

/** @returns the files of the tree that match any of the patterns, sorted. A pattern never leads out of the folder. */
export async function filesMatching(tree: Tree, patterns: readonly string[]): Promise<string[]> {
  const matches = picomatch([...patterns], { dot: true, nonegate: true });
  return (await tree.list()).filter((file) => matches(file));
}

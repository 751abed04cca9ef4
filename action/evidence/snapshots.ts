import { createHash } from 'node:crypto';
import type { Readings } from '../readiness/evidence.ts';
import type { Reading } from '../readiness/reading.ts';
import type { Tree } from './tree.ts';

/**
 * Digests of the snapshots that the comparison of the vendors' APIs names: SHA-256 of each file, its line ends read as
 * LF. One that is not in the repository, or cannot be read, has none.
 */
export async function readSnapshots(
  tree: Tree,
  proof: Readings['proof:integration/contract-drift'],
): Promise<Reading<ReadonlyMap<string, string>>> {
  if (proof.status !== 'read') return proof;
  const there = new Set(await tree.list());
  const named = new Set(proof.value.envelope.result.systems.map(({ snapshot }) => snapshot));
  const digests = [...named].filter((file) => there.has(file)).map((file) => digestOfSnapshot(tree, file));
  return { status: 'read', value: new Map((await Promise.all(digests)).flat()) };
}

async function digestOfSnapshot(tree: Tree, file: string): Promise<[string, string][]> {
  const content = await tree.read(file);
  if (content.status !== 'read') return [];
  const text = Buffer.from(content.bytes).toString('latin1').replaceAll('\r\n', '\n');
  return [[file, `sha256:${createHash('sha256').update(text, 'latin1').digest('hex')}`]];
}

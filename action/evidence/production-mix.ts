import { PRODUCTION_MIX_FILE, type ProductionMix, productionMix } from '../contract/production-mix.ts';
import type { Mixes } from '../readiness/evidence.ts';
import { type Document, type Reading, readValue } from '../readiness/reading.ts';
import { readText } from './decode.ts';
import type { Tree } from './tree.ts';
import { parseYaml } from './yaml-file.ts';

/**
 * Reads the mix of production. Without the file, or with nothing but comments in it, nothing is said of it, which is
 * for the check to judge.
 *
 * @param base the tree to compare with, `null` where there is none
 * @throws GitFailure when this clone lacks a part of the base
 */
export async function readMixes(tree: Tree, base: Tree | null): Promise<Reading<Mixes>> {
  const now = await readMix(tree);
  if (now.status === 'invalid') return now;
  const before = base === null ? undefined : readValue(await readMix(base));
  return { status: 'read', value: { now: readValue(now) ?? null, before: before?.value ?? null } };
}

async function readMix(tree: Tree): Promise<Reading<Document<ProductionMix>>> {
  const text = await readText(tree, PRODUCTION_MIX_FILE, '');
  if (text.status !== 'read') return text;
  return isOnlyComments(text.value)
    ? { status: 'missing', lookedIn: PRODUCTION_MIX_FILE, remedy: '' }
    : parseYaml(text.value, PRODUCTION_MIX_FILE, productionMix);
}

/** As it is in a new repository: an example to fill in, which says nothing yet. An empty file has lost what it said. */
function isOnlyComments(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim());
  const filled = lines.filter((line) => line !== '');
  return filled.length > 0 && filled.every((line) => line.startsWith('#'));
}

import { PRODUCTION_MIX_FILE, productionMix } from '../contract/production-mix.ts';
import type { Mixes } from '../readiness/evidence.ts';
import { type Reading, readValue } from '../readiness/reading.ts';
import type { Tree } from './tree.ts';
import { readYaml } from './yaml-file.ts';

/**
 * Reads the mix of production. Without the file nothing is said of it, which is for the check to judge.
 *
 * @param base the tree to compare with, `null` where there is none
 * @throws GitFailure when this clone lacks a part of the base
 */
export async function readMixes(tree: Tree, base: Tree | null): Promise<Reading<Mixes>> {
  const now = await readYaml(tree, PRODUCTION_MIX_FILE, productionMix, '');
  if (now.status === 'invalid') return now;
  const before =
    base === null ? undefined : readValue(await readYaml(base, PRODUCTION_MIX_FILE, productionMix, ''));
  return { status: 'read', value: { now: readValue(now) ?? null, before: before?.value ?? null } };
}

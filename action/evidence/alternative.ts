import { listed, type Manifest } from '../contract/manifest.ts';
import type { Alternative } from '../readiness/evidence.ts';
import type { Reading } from '../readiness/reading.ts';
import { digestInputs } from './digests.ts';
import { readResultSet } from './eval-results.ts';
import { filesMatching } from './glob.ts';
import type { Tree } from './tree.ts';

/** Reads the results of the alternative that `poc.yaml` declares; `null` where it declares none. */
export async function readAlternative(tree: Tree, manifest: Manifest): Promise<Reading<Alternative | null>> {
  const { alternative, evidence } = manifest;
  if (alternative === null) return { status: 'read', value: null };
  const set = await readResultSet(tree, listed(alternative.results), evidence.mapping);
  if (set.status === 'missing') return { ...set, remedy: runIt(alternative.title) };
  if (set.status === 'invalid') return set;
  const inputsNow = await digestInputs(tree, evidence.inputs);
  if (inputsNow.status !== 'read') return inputsNow;
  return {
    status: 'read',
    value: {
      title: alternative.title,
      costPerCase: alternative.cost_per_case,
      source: await filesMatching(tree, alternative.source),
      results: { ...set.value, inputsNow: inputsNow.value },
    },
  };
}

const runIt = (title: string): string =>
  `Run the alternative (${title}) on the same cases, and record it where \`alternative.results\` says.`;

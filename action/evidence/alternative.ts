import { listed, type Manifest } from '../contract/manifest.ts';
import type { Problem } from '../contract/problem.ts';
import type { Alternative } from '../readiness/evidence.ts';
import { NOT_HERE } from '../readiness/proof/signature.ts';
import type { Reading } from '../readiness/reading.ts';
import { invalid } from './decode.ts';
import { digestInputs } from './digests.ts';
import { RUN_IT } from './envelope.ts';
import { readResultSet } from './eval-results.ts';
import { filesMatching } from './glob.ts';
import type { Tree } from './tree.ts';

type Inputs = Manifest['evidence']['inputs'];
type Declared = NonNullable<Manifest['alternative']>;

const RUN_ALTERNATIVE = 'Run `npm run eval:alternative`.';

/** What decides what the results of an alternative mean: the same exam as the POC's, and code of its own. */
export const inputsOfAlternative = (inputs: Inputs, { source }: Declared): Inputs => ({ ...inputs, source });

/** Reads the results of the alternative that `poc.yaml` declares; `null` where it declares none. */
export async function readAlternative(tree: Tree, manifest: Manifest): Promise<Reading<Alternative | null>> {
  const { alternative, evidence } = manifest;
  if (alternative === null) return { status: 'read', value: null };
  const set = await readResultSet(tree, listed(alternative.results), evidence.mapping);
  if (set.status === 'missing') return { ...set, remedy: RUN_ALTERNATIVE };
  if (set.status === 'invalid') {
    const [first, ...rest] = set.problems;
    return invalid(ofAlternative(first), ...rest.map(ofAlternative));
  }
  const inputsNow = await digestInputs(tree, inputsOfAlternative(evidence.inputs, alternative));
  if (inputsNow.status !== 'read') return inputsNow;
  return {
    status: 'read',
    value: {
      title: alternative.title,
      costPerCase: alternative.cost_per_case,
      source: await filesMatching(tree, alternative.source),
      // Nobody ships an alternative, so nobody has to vouch for its results.
      results: { ...set.value, inputsNow: inputsNow.value, signature: NOT_HERE },
    },
  };
}

/** The readers speak of the POC's results, since they are the same for both. */
const ofAlternative = (problem: Problem): Problem => ({
  ...problem,
  remedy: problem.remedy
    .replaceAll(RUN_IT, RUN_ALTERNATIVE)
    .replaceAll('`evidence.results`', '`alternative.results`')
    .replaceAll('`eval/results`', 'the results of the alternative')
    .replaceAll('`poc eval run --results`', '`poc eval run --alternative --results`'),
});

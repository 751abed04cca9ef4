import { listed, MANIFEST_FILE, type Manifest } from '../../contract/manifest.ts';
import { inputsOfAlternative } from '../../evidence/alternative.ts';
import { filesMatching, matching } from '../../evidence/glob.ts';
import type { Tree } from '../../evidence/tree.ts';
import type { Target } from './target.ts';

/** Where `poc.yaml` says that results of something are, and where they usually are. */
export type Place = { field: string; patterns: readonly string[]; usual: string };

/** What is evaluated, and the files that decide what its results mean. */
export type Subject = { place: Place; inputs: Manifest['evidence']['inputs'] };

/** The POC itself. */
export const pocOf = ({ evidence }: Manifest): Subject => ({
  place: {
    field: 'evidence.results',
    patterns: listed(evidence.results),
    usual: 'eval/results',
  },
  inputs: evidence.inputs,
});

/** The simplest alternative, or why there is none to evaluate. */
export function alternativeOf({ evidence, alternative }: Manifest): Subject | { problem: string } {
  if (alternative === null) return { problem: UNDECLARED };
  return {
    place: {
      field: 'alternative.results',
      patterns: listed(alternative.results),
      usual: 'alternative/results',
    },
    inputs: inputsOfAlternative(evidence.inputs, alternative),
  };
}

const UNDECLARED = `${MANIFEST_FILE}: alternative: found nothing; expected the simplest thing that could work, with its \`title\`, \`source\`, \`results\` and \`cost_per_case\`. Declare it, for example with \`source: [alternative/*.ts]\` and \`results: alternative/results/run.json\`, or leave \`--alternative\` away.`;

/**
 * Results of the alternative that the gate would take for those of the POC, or that would be a part of the
 * alternative's own code, could never be told from what they are not.
 *
 * @returns why nothing of the alternative can be recorded there, or `null`
 */
export async function whyAlternativeUnfit(
  tree: Tree,
  { evidence, alternative }: Manifest,
  { envelope, rows }: Target,
): Promise<string | null> {
  if (alternative === null) return UNDECLARED;
  const places = [envelope, rows];
  const [shared] = matching(places, listed(evidence.results));
  if (shared !== undefined)
    return `${field('results', alternative.results)}; expected a place that \`evidence.results\` does not fit, or ${shared} would count as a result of the POC. Write \`alternative/results/run.json\`, and a narrower \`evidence.results\`, such as \`eval/results/**/run.json\`.`;
  const [own] = matching(places, alternative.source);
  if (own !== undefined)
    return `${field('source', alternative.source)}, which ${own} fits; expected its code without its results. Write, for example, \`alternative/*.ts\`.`;
  if ((await filesMatching(tree, alternative.source)).length > 0) return null;
  return `${field('source', alternative.source)}, which no file fits; expected the code of the alternative. Commit it, and name it there.`;
}

const field = (name: string, found: unknown): string =>
  `${MANIFEST_FILE}: alternative.${name}: found ${JSON.stringify(found)}`;

import type { Manifest } from '../contract/manifest.ts';
import type { SourceText } from '../readiness/evidence.ts';
import { readText } from './decode.ts';
import { filesMatching } from './glob.ts';
import { TRAINING } from './poc-files.ts';
import type { Tree } from './tree.ts';

/** Reads prompts and code: where the text of a scored case must not stand. The training split is compared case by case. */
export async function readSources(tree: Tree, inputs: Manifest['evidence']['inputs']): Promise<SourceText[]> {
  const training = new Set(await filesMatching(tree, TRAINING));
  const files = await filesMatching(tree, [...inputs.source, ...inputs.prompts, ...inputs.grader]);
  const texts = files
    .filter((file) => !training.has(file))
    .map(async (file) => {
      const text = await readText(tree, file, '');
      return text.status === 'read' ? [{ file, text: text.value }] : [];
    });
  return (await Promise.all(texts)).flat();
}

import type { Manifest } from '../contract/manifest.ts';
import type { SourceText } from '../readiness/evidence.ts';
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
      const content = await tree.read(file);
      return content.status === 'read' ? [{ file, text: wordsIn(content.bytes) }] : [];
    });
  return (await Promise.all(texts)).flat();
}

/** Whatever the encoding, words in Latin letters stay words: case text does not hide in a file that is not UTF-8. */
const wordsIn = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes).replaceAll('\0', '');

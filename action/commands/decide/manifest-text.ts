import { isDeepStrictEqual } from 'node:util';
import { MANIFEST_FILE, type Manifest, manifest as schema } from '../../contract/manifest.ts';
import { parseYaml } from '../../evidence/yaml-file.ts';
import type { Ground } from './ground.ts';
import type { Moves } from './moves.ts';
import { spliceYaml } from './splice-yaml.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Makes the moves in the text of `poc.yaml`, and reads it again before anybody writes it: YAML can be written in ways in
 * which one value stands for another.
 *
 * @returns the new text, or what has to be written by hand
 */
export async function movedManifest(
  { tree, manifest }: Pick<Ground, 'tree' | 'manifest'>,
  moves: Moves,
): Promise<{ text: string } | { problem: string }> {
  const content = await tree.read(MANIFEST_FILE);
  const text = content.status === 'read' ? Buffer.from(content.bytes).toString('utf8') : '';
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const changed = changedOf(moves, manifest);
  const edited = spliceYaml(text.slice(mark.length), changed, 'decision_due');
  const read = parseYaml(edited, MANIFEST_FILE, schema);
  if (read.status === 'read' && isDeepStrictEqual(read.value.value, { ...manifest, ...changed }))
    return { text: `${mark}${edited}` };
  return {
    problem: `${MANIFEST_FILE}: found YAML in which these cannot be set without touching more; expected each on a line of its own. Write them yourself: ${JSON.stringify(changed)}.`,
  };
}

/** What is so already is left as it is written, or not written. */
const changedOf = (moves: Moves, before: Manifest): Moves =>
  Object.fromEntries(
    Object.entries(moves).filter(([field, value]) => !isDeepStrictEqual(before[field as keyof Moves], value)),
  );

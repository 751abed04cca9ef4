import { type Format, OTHER } from '../format.ts';
import {
  ONLY_RUN,
  OPENAI_API_CANNOT_TELL,
  outputItemsReader,
  recogniseApiObject,
} from './openai-evals-items.ts';
import { isRun } from './openai-output-item.ts';

/** The same output items, or pages of them, one a line; a run before them says how many there have to be. */
export const openaiEvalsApiLines: Format = {
  id: 'openai-evals-api-lines',
  name: 'OpenAI Evals API output items (JSON lines)',
  kind: 'json-lines',
  cannotTell: OPENAI_API_CANNOT_TELL,
  recognise(head) {
    if (head.kind !== 'json-lines') return OTHER;
    const items = head.first.filter((line) => !isRun(line));
    if (items.length === 0 && head.first.length > 0) return { answer: 'refused', ...ONLY_RUN };
    return recogniseApiObject(items[0]);
  },
  reader: (_, output) => outputItemsReader(output),
};

import { type Format, type Head, OTHER } from '../format.ts';
import { isFields, own } from '../shared/fields.ts';
import {
  MORE_PAGES,
  ONLY_RUN,
  OPENAI_API_CANNOT_TELL,
  outputItemsReader,
  recogniseApiObject,
} from './openai-evals-items.ts';
import { isOutputItem } from './openai-output-item.ts';

/** Output items of OpenAI's Evals API (and of Azure AI Foundry, which speaks the same): a list page, or a list of items. */
export const openaiEvalsApi: Format = {
  id: 'openai-evals-api',
  name: 'OpenAI Evals API output items',
  kind: 'json',
  cannotTell: OPENAI_API_CANNOT_TELL,
  recognise(head) {
    if (head.kind !== 'json') return OTHER;
    if (isOutputItem(head.outline)) return { answer: 'refused', ...ONE_ITEM };
    return recogniseApiObject(Array.isArray(head.outline) ? head.outline[0] : head.outline);
  },
  reader(head, output) {
    const items = outputItemsReader(output);
    const end = (): void => {
      items.end?.();
      if (hasMore(head)) output.fault(MORE_PAGES);
    };
    return { from: ['', 'data'], element: items.element, end };
  },
};

const hasMore = (head: Head): boolean =>
  head.kind === 'json' && isFields(head.outline) && own(head.outline, 'has_more') === true;

const ONE_ITEM = { ...ONLY_RUN, found: 'a single output item of a run', expected: 'all of its output items' };

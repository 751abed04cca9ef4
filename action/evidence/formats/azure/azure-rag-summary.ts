import { type Format, OTHER } from '../format.ts';
import { isFields, own } from '../shared/fields.ts';

const TOTALS = ['pass_count', 'pass_rate', 'mean_rating'];

/** `summary.json` and `evaluate_parameters.json`, which stand beside the results of the Azure RAG evaluator. */
export const azureRagSummary: Format = {
  id: 'azure-rag-summary',
  name: 'Azure RAG evaluator summary',
  kind: 'json',
  cannotTell: [],
  recognise(head) {
    if (head.kind !== 'json' || !isFields(head.outline)) return OTHER;
    const { outline } = head;
    const groups = Object.keys(outline)
      .filter((name) => name.startsWith('gpt_'))
      .map((name) => own(outline, name));
    const isSummary = groups.some(
      (group) => isFields(group) && TOTALS.some((name) => Object.hasOwn(group, name)),
    );
    if (isSummary)
      return { answer: 'refused', found: 'totals of ratings, and no result of any case', ...INSTEAD };
    const isParameters = ['evaluation_gpt_model', 'testdata_path'].every((name) =>
      Object.hasOwn(outline, name),
    );
    return isParameters
      ? { answer: 'refused', found: 'the parameters of an evaluation, and no result', ...INSTEAD }
      : OTHER;
  },
  reader: () => ({ element() {} }),
};

const INSTEAD = {
  expected: 'a line for each question',
  remedy: 'Name `eval_results.jsonl`, which stands beside it, in `evidence.results`.',
};

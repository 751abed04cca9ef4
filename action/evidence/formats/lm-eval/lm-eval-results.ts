import { type Format, OTHER, type Recognition } from '../format.ts';
import { isFields, own } from '../shared/fields.ts';
import { shown } from '../shared/shown.ts';

/**
 * `results_<time>.json` of EleutherAI's lm-evaluation-harness: means by task, since v0. It is never evidence: a mean
 * has neither cases nor attempts, and its stated error is the harness's own.
 */
export const lmEvalResults: Format = {
  id: 'lm-eval-results',
  name: 'lm-evaluation-harness results',
  kind: 'json',
  cannotTell: ['what became of any one document: it holds means of tasks'],
  recognise: (head) => (head.kind === 'json' ? recogniseOutline(head.outline) : OTHER),
  // Never called, since no file of this format fits.
  reader: () => ({ element: () => {} }),
};

function recogniseOutline(outline: unknown): Recognition {
  if (!isFields(outline)) return OTHER;
  const results = own(outline, 'results');
  if (!isFields(results) || !isFields(own(outline, 'versions'))) return OTHER;
  // v0 has only `config`, the versions between it and today only `configs`.
  if (!isFields(own(outline, 'config')) && !isFields(own(outline, 'configs'))) return OTHER;
  return refusal(Object.keys(results));
}

function refusal(tasks: readonly string[]): Recognition {
  const [first = 'task'] = tasks;
  const named = tasks.length === 1 ? `the task ${shown(first)}` : `${tasks.length} tasks`;
  return {
    answer: 'refused',
    found: `means of ${named}, without the documents behind them`,
    expected: 'one line for each document that was asked',
    remedy: `Run lm_eval with --log_samples and --output_path, and name the file that it writes beside this one for each task, such as samples_${tasks.length === 1 && first.length < 60 ? first : '<task>'}_*.jsonl.`,
  };
}

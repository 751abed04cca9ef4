import type { RowVerdict } from '../../contract/eval-run.ts';
import { type EvalRecord, type EvaluatorScore, evalRecord } from '../../readiness/eval/eval-record.ts';
import { type Fault, FITS, type Format, OTHER } from './format.ts';
import { type Fields, isFields, listOf, numberOf, own, textOf } from './shared/fields.ts';
import { momentOf } from './shared/moment-of.ts';
import { soleScore } from './shared/scores.ts';
import { reasonOf, shown } from './shared/shown.ts';

const LISTS = ['eval_case_results', 'evalCaseResults'] as const;

/** `*.evalset_result.json` of Google ADK; its web server writes the same in camel case. */
export const adk: Format = {
  id: 'adk',
  name: 'Google ADK eval set result',
  kind: 'json',
  cannotTell: ['latency, tokens and cost', 'a crashed judge from a case that was not evaluated'],
  recognise(head) {
    if (head.kind !== 'json') return OTHER;
    const list = LISTS.find((name) => Array.isArray(isFields(head.outline) && own(head.outline, name)));
    if (list === undefined) return OTHER;
    return head.lengths.get(list) === 0 ? { answer: 'refused', ...EMPTY } : FITS;
  },
  reader(head, output) {
    const moment = head.kind === 'json' && isFields(head.outline) ? producedAt(head.outline) : null;
    if (moment !== null) output.producedAt(moment);
    return {
      from: LISTS,
      element(value, place) {
        const record = isFields(value) ? recordOf(value, place.row) : NO_CASE;
        if ('found' in record) output.fault(record, place);
        else output.record(record);
      },
    };
  },
};

const producedAt = (outline: Fields): string | null => momentOf(named(outline, 'creation_timestamp'));

const EMPTY: Fault = {
  found: 'an eval set result without cases',
  expected: 'at least one case',
  remedy: 'Run the eval again, and look at why it evaluated none.',
};

const NO_CASE: Fault = {
  found: 'a case result that is not an object',
  expected: 'an object with `eval_id` and `final_eval_status`',
  remedy: 'Run the eval again.',
};

/** @returns what stands under a name, or under the same name in camel case. */
const named = (fields: Fields, name: string): unknown =>
  own(fields, name) ??
  own(
    fields,
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );

/** `EvalStatus` of ADK, as the number or the name that it is written as. */
function statusOf(value: unknown): Exclude<RowVerdict, 'system_error'> | null {
  const status = typeof value === 'string' ? value.toLowerCase() : value;
  if (status === 1 || status === 'passed') return 'pass';
  if (status === 2 || status === 'failed') return 'fail';
  return status === 3 || status === 'not_evaluated' ? 'no_verdict' : null;
}

function recordOf(result: Fields, row: number): EvalRecord | Fault {
  const id = textOf(named(result, 'eval_id'));
  const status = statusOf(named(result, 'final_eval_status'));
  if (id === null) return { ...NO_CASE, found: 'a case result without `eval_id`' };
  if (status === null) {
    const found = `\`final_eval_status\`: ${shown(named(result, 'final_eval_status'))}`;
    return { found, expected: '1 (passed), 2 (failed) or 3 (not evaluated)', remedy: 'Run the eval again.' };
  }
  const reason = reasonOf(named(result, 'error_message'));
  const evaluators = listOf(named(result, 'overall_eval_metric_results')).filter(isFields).map(evaluatorOf);
  return evalRecord({
    id,
    // Not evaluated with an error: the agent gave nothing to be evaluated.
    verdict: status === 'no_verdict' && reason !== null ? 'system_error' : status,
    repeat: numberOf(named(result, 'run_id')),
    cluster: null,
    score: soleScore(evaluators),
    threshold: evaluators.length === 1 ? (evaluators[0]?.threshold ?? null) : null,
    evaluators,
    reason,
    row,
  });
}

function evaluatorOf(metric: Fields): EvaluatorScore {
  return {
    name: textOf(named(metric, 'metric_name')) ?? 'unnamed',
    score: numberOf(named(metric, 'score')),
    threshold: numberOf(named(metric, 'threshold')),
    verdict: statusOf(named(metric, 'eval_status')) ?? 'no_verdict',
  };
}

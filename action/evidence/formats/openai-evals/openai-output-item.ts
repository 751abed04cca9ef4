import { type EvalRecord, type EvaluatorScore, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { allMustPass } from '../shared/all-must-pass.ts';
import { caseId } from '../shared/case-id.ts';
import { at, type Fields, fieldsOf, isFields, listOf, numberOf, own, textOf } from '../shared/fields.ts';
import { amountOf, scoreOf } from '../shared/scores.ts';
import { reasonOf } from '../shared/shown.ts';

export const isOutputItem = (value: unknown): value is Fields =>
  isFields(value) && own(value, 'object') === 'eval.run.output_item';

export const isRun = (value: unknown): value is Fields =>
  isFields(value) && own(value, 'object') === 'eval.run';

/** @returns the record of an output item; `null` where nothing says which case it is. */
export function outputItemRecord(item: Fields, row: number): EvalRecord | null {
  const named = caseId(own(item, 'datasource_item_id'), askedOf(own(item, 'datasource_item')));
  if (named === null) return null;
  const evaluators = listOf(own(item, 'results')).map(evaluatorOf);
  const [only] = evaluators;
  return evalRecord({
    ...named,
    row,
    verdict: hasFailed(item) ? 'system_error' : verdictOf(item, evaluators),
    score: evaluators.length === 1 ? (only?.score ?? null) : null,
    threshold: evaluators.length === 1 ? (only?.threshold ?? null) : null,
    evaluators,
    reason: reasonFrom(item),
    tokensIn: amountOf(at(item, 'sample.usage.prompt_tokens')),
    tokensOut: amountOf(at(item, 'sample.usage.completion_tokens')),
    model: textOf(at(item, 'sample.model')),
  });
}

/** Azure's clone says `completed` here, passed or not; it then is left to the criteria. */
function verdictOf(item: Fields, evaluators: readonly EvaluatorScore[]): EvalRecord['verdict'] {
  const verdict = allMustPass(evaluators);
  const status = own(item, 'status');
  if (status === 'error' || status === 'errored') return verdict === 'fail' ? 'fail' : 'grader_error';
  return status === 'fail' && verdict === 'pass' ? 'fail' : verdict;
}

function evaluatorOf(result: unknown): EvaluatorScore {
  const fields = fieldsOf(result);
  return {
    // The API appends an id to each name that is a new one in every eval.
    name: (textOf(own(fields, 'name')) ?? 'result').replace(UUID, ''),
    score: scoreOf(own(fields, 'score')),
    threshold: numberOf(own(fields, 'threshold')),
    verdict: saidBy(fields),
  };
}

const UUID = /-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

function saidBy(result: Fields): EvaluatorScore['verdict'] {
  const passed = own(result, 'passed');
  if (typeof passed === 'boolean') return passed ? 'pass' : 'fail';
  const crashed = isError(own(result, 'error')) || isError(at(result, 'sample.error'));
  const status = own(result, 'status');
  return crashed || status === 'error' || status === 'errored' ? 'grader_error' : 'no_verdict';
}

/** The request to the model failed, so that its criteria (where they were run at all) judged nothing. */
const hasFailed = (item: Fields): boolean => isError(at(item, 'sample.error'));

/** An object without a code and a message is how some clients write that there was none. */
const isError = (error: unknown): boolean =>
  typeof error === 'string'
    ? error !== ''
    : isFields(error) && (textOf(own(error, 'message')) ?? textOf(own(error, 'code'))) !== null;

function reasonFrom(item: Fields): string | null {
  const error = at(item, 'sample.error');
  if (isError(error)) return reasonOf(error) ?? reasonOf(at(error, 'message')) ?? reasonOf(at(error, 'code'));
  const failing = listOf(own(item, 'results')).find((result) => at(result, 'passed') === false);
  return reasonOf(at(failing, 'reason'));
}

/** What Azure adds to the case is the answer, and new in every run. */
function askedOf(item: unknown): unknown {
  if (!isFields(item)) return item;
  const asked = Object.entries(item).filter(([key]) => !key.startsWith('sample.') && !ANSWERED.has(key));
  return Object.fromEntries(asked);
}

const ANSWERED = new Set(['response_id', 'agent_version', 'sample']);

import { type EvalRecord, type EvaluatorScore, evalRecord } from '../../../readiness/eval/eval-record.ts';
import type { Fault, Output, Place } from '../format.ts';
import { allMustPass } from '../shared/all-must-pass.ts';
import { type Fields, numberOf, own, textOf } from '../shared/fields.ts';
import { momentOf } from '../shared/moment-of.ts';
import { soleScore, undeclaredNote } from '../shared/scores.ts';
import { reasonOf, shown } from '../shared/shown.ts';
import { verdictOf } from '../shared/verdict-words.ts';
import type { OtelEvent } from './otel-events.ts';

/** Responses whose evaluations may still come. Exporters write them close together; a file may be of any length. */
const MOST_OPEN = 1000;

type Attempt = { id: string; evaluators: EvaluatorScore[]; reason: string | null; row: number; raw: Fields };

export type OtelReader = { take(event: OtelEvent, place: Place): void; end(): void };

/**
 * One event is what one evaluator says of one response. Events of the same response become one record; they need not
 * be neighbours, but a response that comes up again after a thousand others is a record of its own.
 */
export function readOtelEvents(output: Output): OtelReader {
  const open = new Map<string, Attempt>();
  const seen = { others: 0, byResponse: 0, undeclared: new Set<string>(), dated: false };
  const date = ({ time }: OtelEvent): boolean => {
    const moment = momentOf((numberOf(time) ?? 0) / 1e6);
    if (moment !== null) output.producedAt(moment);
    return moment !== null;
  };
  const close = (key: string, attempt: Attempt): void => {
    open.delete(key);
    output.record(recordOf(attempt), attempt.raw);
  };
  const add = (key: string, attempt: Attempt, evaluator: EvaluatorScore): void => {
    const known = open.get(key);
    // The same evaluator again is another attempt.
    const isAgain = known?.evaluators.some((one) => one.name === evaluator.name) ?? false;
    if (known !== undefined && isAgain) close(key, known);
    const own = known === undefined || isAgain ? attempt : known;
    own.evaluators.push(evaluator);
    own.reason ??= attempt.reason;
    open.set(key, own);
    const [oldest] = open;
    if (open.size > MOST_OPEN && oldest !== undefined) close(...oldest);
  };
  return {
    take(event, place) {
      if (!event.isEvaluation) {
        seen.others += 1;
        return;
      }
      const evaluator = evaluatorOf(event.attributes);
      const ids = idsOf(event);
      if ('found' in evaluator) return output.fault(evaluator, place);
      if (ids === null) return output.fault(WITHOUT_CASE, place);
      if (!ids.isCase) seen.byResponse += 1;
      if (evaluator.verdict === 'no_verdict') seen.undeclared.add(evaluator.name);
      if (!seen.dated) seen.dated = date(event);
      const reason =
        evaluator.verdict === 'pass'
          ? null
          : reasonOf(own(event.attributes, 'gen_ai.evaluation.explanation'));
      add(
        ids.response,
        { id: ids.id, evaluators: [], reason, row: place.row, raw: event.attributes },
        evaluator,
      );
    },
    end() {
      for (const [key, attempt] of open) close(key, attempt);
      if (seen.others > 0)
        output.note(`${seen.others} events are no results of evaluations, and were passed over`);
      if (seen.undeclared.size > 0) output.note(undeclaredNote(seen.undeclared));
      if (seen.byResponse > 0) output.note(BY_RESPONSE);
    },
  };
}

const BY_RESPONSE =
  'Cases are known by the id of the response or of the trace, which is another in each run: set `test.case.name` on the events, or declare `evidence.mapping.id`, to compare runs';

const WITHOUT_CASE: Fault = {
  found: 'an evaluation of nothing that is named',
  expected: '`test.case.name`, `gen_ai.response.id` or a trace id',
  remedy: 'Set `test.case.name` on the events.',
};

function idsOf({ attributes, trace }: OtelEvent): { id: string; isCase: boolean; response: string } | null {
  const name = textOf(own(attributes, 'test.case.name')) ?? textOf(own(attributes, 'test.case.id'));
  const response = textOf(own(attributes, 'gen_ai.response.id')) ?? trace ?? name;
  return response === null ? null : { id: name ?? response, isCase: name !== null, response };
}

const recordOf = ({ id, evaluators, reason, row }: Attempt): EvalRecord =>
  evalRecord({ id, verdict: allMustPass(evaluators), score: soleScore(evaluators), evaluators, reason, row });

function evaluatorOf(attributes: Fields): EvaluatorScore | Fault {
  const name = textOf(own(attributes, 'gen_ai.evaluation.name'));
  const value = own(attributes, 'gen_ai.evaluation.score.value');
  const label = own(attributes, 'gen_ai.evaluation.score.label');
  const error = textOf(own(attributes, 'error.type'));
  if (name === null) return { ...SAYS_NOTHING, found: 'an evaluation without `gen_ai.evaluation.name`' };
  if (value === undefined && label === undefined && error === null) return SAYS_NOTHING;
  const score = numberOf(value);
  return {
    name,
    score,
    threshold: null,
    verdict: error === null ? verdictOfLabel(label, value, score) : 'grader_error',
  };
}

/** Labels are not standardised: one that is no word for pass or fail, such as `relevant`, is no verdict. */
function verdictOfLabel(label: unknown, value: unknown, score: number | null): EvaluatorScore['verdict'] {
  const said = typeof label === 'string' ? verdictOf(label) : null;
  if (said === 'system_error') return 'grader_error';
  if (value !== undefined && score === null)
    // Without a score nothing passes; that it was skipped, or failed, may be said without one.
    return said === 'fail' || said === 'no_verdict' ? said : 'grader_error';
  return said ?? 'no_verdict';
}

const SAYS_NOTHING: Fault = {
  found: `an evaluation that says ${shown(undefined)}`,
  expected: 'a name, and `gen_ai.evaluation.score.value` or `gen_ai.evaluation.score.label`',
  remedy: 'Correct what emits the event.',
};

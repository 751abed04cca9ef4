import type { RowVerdict } from '../../../contract/eval-run.ts';
import { type EvalRecord, type EvaluatorScore, evalRecord } from '../../../readiness/eval/eval-record.ts';
import type { Fault } from '../format.ts';
import { caseId } from '../shared/case-id.ts';
import { at, type Fields, fieldsOf, isFields, own, textOf } from '../shared/fields.ts';
import { reasonOf, shown } from '../shared/shown.ts';
import { systemUse } from './inspect-events.ts';
import type { InspectLog } from './inspect-log.ts';
import { scoreOf, valuesOf } from './inspect-score.ts';

/** A sample of a log, or its summary, in which errors and limits are mere text. */
export type InspectSample = {
  record: EvalRecord;
  /** The score that decided, where one did. */
  decided: EvaluatorScore | null;
};

/** Reads one sample at one epoch. */
export function sampleOf(value: unknown, log: InspectLog, row: number): InspectSample | Fault {
  if (!isFields(value)) return wrong(`${shown(value)} where a sample should be`, 'a sample');
  const id = caseId(own(value, 'id'), own(value, 'input'));
  if (id === null) return wrong(`\`id\`: ${shown(own(value, 'id'))}`, 'the id of the sample');
  const scores =
    own(value, 'scores') ?? (own(value, 'score') === undefined ? {} : { score: own(value, 'score') });
  if (!isFields(scores)) return wrong(`\`scores\`: ${shown(scores)}`, 'scores by the name of their scorer');
  const evaluators = evaluatorsOf(scores, log);
  const decided = decidingOf(evaluators, scores, log);
  const { scoringBegan, ...use } = systemUse(value);
  const epoch = own(value, 'epoch');
  const record = evalRecord({
    ...id,
    ...use,
    ...endOf(value, decided, scoringBegan),
    repeat: typeof epoch === 'number' && Number.isSafeInteger(epoch) ? epoch : null,
    score: decided?.score ?? null,
    threshold: decided?.threshold ?? null,
    evaluators,
    model: log.model,
    row,
  });
  return { record, decided };
}

const wrong = (found: string, expected: string): Fault => ({
  found,
  expected,
  remedy: 'Use the log as Inspect wrote it.',
});

function evaluatorsOf(scores: Fields, log: InspectLog): EvaluatorScore[] {
  return Object.entries(scores).flatMap(([scorer, score]) => {
    const value = own(fieldsOf(score), 'value');
    const inner = valuesOf(value);
    if (typeof value !== 'object' || value === null)
      return [scoreOf(scorer, value, countsCorrect(scorer, scores, log))];
    return inner.map(([key, one]) => scoreOf(`${scorer}.${key}`, one, log.countsCorrect.has(key)));
  });
}

/** The only score of a sample is the only one of the log, whatever either calls it. */
const countsCorrect = (scorer: string, scores: Fields, log: InspectLog): boolean =>
  log.countsCorrect.has(scorer) ||
  (isOnly(scores) && log.headline.name !== null && log.countsCorrect.has(log.headline.name));

const isOnly = (scores: Fields): boolean => Object.keys(scores).length === 1;

function decidingOf(
  evaluators: readonly EvaluatorScore[],
  scores: Fields,
  log: InspectLog,
): EvaluatorScore | null {
  const { name, scorer } = log.headline;
  const named = evaluators.find((one) => one.name === name || one.name === `${scorer}.${name}`);
  if (named !== undefined) return named;
  const first = evaluators[0] ?? null;
  // Another scorer does not stand in for one that left this sample out.
  return name === null || (isOnly(scores) && evaluators.length === 1) ? first : null;
}

/** Inspect may score a sample in spite of an error; an answer that broke off is no answer all the same. */
function endOf(
  sample: Fields,
  decided: EvaluatorScore | null,
  scoringBegan: boolean,
): { verdict: RowVerdict; reason: string | null } {
  const error = textOf(own(sample, 'error')) ?? textOf(at(sample, 'error.message'));
  const limit = textOf(own(sample, 'limit')) ?? textOf(at(sample, 'limit.type'));
  if (isFields(own(sample, 'invalidation')))
    return { verdict: 'no_verdict', reason: reasonOf(at(sample, 'invalidation.reason')) };
  if (error !== null || isFields(own(sample, 'error')))
    return { verdict: scoringBegan ? 'grader_error' : 'system_error', reason: reasonOf(error) };
  if (decided !== null && decided.verdict !== 'no_verdict')
    return {
      verdict: decided.verdict,
      reason: decided.verdict === 'pass' ? null : explanation(sample, decided.name),
    };
  // A person who interrupts a sample says nothing of the system; a limit of time or tokens that it ran into does.
  if (limit !== null && decided === null && limit !== 'operator')
    return { verdict: 'system_error', reason: `It ran into its limit of ${limit}.` };
  return { verdict: 'no_verdict', reason: null };
}

const explanation = (sample: Fields, scorer: string): string | null =>
  reasonOf(
    at(own(fieldsOf(own(sample, 'scores')), scorer), 'explanation') ?? at(sample, 'score.explanation'),
  );

import { type EvalRecord, type EvaluatorScore, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { at, type Fields, own, textOf } from '../shared/fields.ts';
import { amountOf, binaryOf, scoreOf, soleScore } from '../shared/scores.ts';
import { reasonOf } from '../shared/shown.ts';

/** What the events of one sample said so far. */
export type Sample = {
  /** Of the event that it was first heard of in. */
  row: number;
  matches: number;
  right: number;
  match: Fields | null;
  metrics: Fields | null;
  error: Fields | null;
  samplings: number;
  sampling: Fields | null;
};

export const newSample = (row: number): Sample => ({
  row,
  matches: 0,
  right: 0,
  match: null,
  metrics: null,
  error: null,
  samplings: 0,
  sampling: null,
});

/** Metrics that are right or wrong for one sample, as the evals of the repository name them. */
const BINARY = ['accuracy', 'correct', 'is_correct', 'passed'];

/** @returns the record of a sample, once all of its events are known. */
export function sampleRecord(id: string, sample: Sample): EvalRecord {
  const evaluators = evaluatorsOf(sample);
  const deciding = evaluators.find((one) => one.verdict !== 'no_verdict');
  const unheard = sample.error !== null && deciding === undefined;
  return evalRecord({
    id,
    row: sample.row,
    verdict: unheard ? 'system_error' : (deciding?.verdict ?? 'no_verdict'),
    score: deciding?.score ?? soleScore(evaluators),
    evaluators,
    reason: reasonFrom(sample),
    ...answeredBy(sample),
  });
}

function evaluatorsOf(sample: Sample): EvaluatorScore[] {
  const evaluators: EvaluatorScore[] = [];
  if (sample.matches > 0) {
    // Several matches are the steps of one sample: all of them have to be right.
    const verdict = sample.right === sample.matches ? 'pass' : 'fail';
    evaluators.push({ name: 'match', score: sample.right / sample.matches, threshold: null, verdict });
  }
  for (const [name, value] of Object.entries(sample.metrics ?? {})) {
    const evaluator = metricOf(name, value);
    if (evaluator !== null) evaluators.push(evaluator);
  }
  return evaluators;
}

function metricOf(name: string, value: unknown): EvaluatorScore | null {
  // A judge whose answer none of the choices could be read from.
  if (value === '__invalid__') return { name, score: null, threshold: null, verdict: 'grader_error' };
  const score = typeof value === 'string' ? null : scoreOf(value);
  if (score === null && value !== null) return null;
  const right = BINARY.includes(name) ? binaryOf(value) : null;
  return { name, score, threshold: null, verdict: right === null ? 'no_verdict' : right ? 'pass' : 'fail' };
}

function reasonFrom({ error, matches, metrics }: Sample): string | null {
  if (error !== null) return reasonOf(own(error, 'message')) ?? reasonOf(own(error, 'type'));
  if (matches > 0) return null;
  const choice = metrics === null ? null : reasonOf(own(metrics, 'choice'));
  if (choice !== null) return `choice: ${choice}`;
  return metrics === null ? 'It was sampled and never checked.' : null;
}

/** A judge samples within the same sample, so that tokens are known to be the system's only where it sampled once. */
function answeredBy({ sampling, samplings }: Sample): Partial<EvalRecord> {
  if (sampling === null || samplings > 1) return {};
  return {
    tokensIn: amountOf(at(sampling, 'usage.prompt_tokens')),
    tokensOut: amountOf(at(sampling, 'usage.completion_tokens')),
    model: textOf(own(sampling, 'model')),
  };
}

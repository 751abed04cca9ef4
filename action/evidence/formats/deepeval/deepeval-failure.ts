import type { EvaluatorScore } from '../../../readiness/eval/eval-record.ts';
import { numberOf } from '../shared/fields.ts';

/**
 * Reads the metrics that DeepEval's `assert_test` names in its message, all of which did not pass:
 * `Metrics: <name> (score: 0.4, threshold: 0.5, strict: False, error: None, reason: …), … failed.`
 *
 * @returns nothing for any other message
 */
export function deepevalMetricsIn(message: string): EvaluatorScore[] {
  const start = message.indexOf(START);
  if (start === -1) return [];
  const parts = message.slice(start + START.length).split(' (score: ');
  return parts.slice(1).flatMap((part, i) => metricOf(parts[i] ?? '', part) ?? []);
}

const START = 'Metrics: ';

/** @param before what stands before the bracket: the reason of the metric before, and this one's name */
function metricOf(before: string, part: string): EvaluatorScore | null {
  const threshold = valueAfter(part, ', threshold: ');
  const error = valueAfter(part, ', error: ', ', reason: ');
  // A reason may quote anything, also the source that writes this message.
  if (threshold === null || error === null) return null;
  return {
    name: before.slice(before.lastIndexOf('), ') + 1).replace(/^, /, ''),
    score: numberOf(part.slice(0, part.indexOf(','))),
    threshold: numberOf(threshold),
    verdict: error === 'None' ? 'fail' : 'grader_error',
  };
}

function valueAfter(part: string, key: string, end = ','): string | null {
  const from = part.indexOf(key);
  if (from === -1) return null;
  const to = part.indexOf(end, from + key.length);
  return to === -1 ? null : part.slice(from + key.length, to);
}

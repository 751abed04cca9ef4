import type { RowVerdict } from '../../../contract/eval-run.ts';
import type { EvaluatorScore } from '../../../readiness/eval/eval-record.ts';
import type { Fault } from '../format.ts';
import { allMustPass } from '../shared/all-must-pass.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, own, textOf } from '../shared/fields.ts';
import { reasonOf, shown } from '../shared/shown.ts';

/** A metric on a case. A flaky one is measured and does not decide. */
export type Metric = EvaluatorScore & { flaky: boolean; reason: string | null };

/** @returns the metrics on a case, and those on the turns of a conversation. */
export function metricsOf(fields: Fields): Metric[] {
  const turns = [...listOf(own(fields, 'turns')), ...listOf(own(fields, 'testCases'))].filter(isFields);
  return [fields, ...turns].flatMap(metricsIn);
}

const metricsIn = (fields: Fields): Metric[] =>
  listOf(own(fields, 'metricsData') ?? own(fields, 'metrics_data') ?? own(fields, 'metricsMetadata')).map(
    (metric) => metricOf(fieldsOf(metric)),
  );

function metricOf(metric: Fields): Metric {
  return {
    name: textOf(own(metric, 'name')) ?? textOf(own(metric, 'metric')) ?? 'metric',
    score: scoreOf(metric),
    threshold: numberOf(own(metric, 'threshold') ?? own(metric, 'minimumScore')),
    verdict: verdictOf(metric),
    flaky: own(metric, 'flaky') === true,
    reason: reasonOf(own(metric, 'error')) ?? reasonOf(own(metric, 'reason')),
  };
}

/** Python writes NaN as a bare word, which may arrive as text. */
const scoreOf = (metric: Fields): number | null => numberOf(own(metric, 'score'));

/** A metric that crashed says `success: false` like one that refused, but has an error and no score. */
function verdictOf(metric: Fields): Metric['verdict'] {
  const success = own(metric, 'success');
  if ((own(metric, 'error') ?? null) !== null) return 'grader_error';
  if (success === true) return 'pass';
  if (success !== false) return 'no_verdict';
  return scoreOf(metric) === null ? 'grader_error' : 'fail';
}

/** DeepEval counts a case whose judge crashed as failed; here that says nothing of the system. */
export function caseVerdict(fields: Fields, metrics: readonly Metric[]): RowVerdict | Fault {
  const success = own(fields, 'success') ?? null;
  const decided = allMustPass(metrics.filter((metric) => !metric.flaky));
  if (success === null) return 'no_verdict';
  if (success === false) return decided === 'grader_error' ? 'grader_error' : 'fail';
  if (success !== true) return wrong(`\`success\`: ${shown(success)}`, 'true or false');
  // A flaky case succeeds whatever its metrics say.
  const refused = decided === 'fail' && own(fields, 'flaky') !== true;
  return refused ? wrong('`success`: true, where a metric says false', 'the same of both') : 'pass';
}

const wrong = (found: string, expected: string): Fault => ({
  found,
  expected,
  remedy: 'Use the file as DeepEval wrote it.',
});

/** @returns why the metrics that count did not pass. */
export const refusals = (metrics: readonly Metric[]): string | null =>
  reasonOf(
    metrics
      .filter(({ flaky, verdict }) => !flaky && verdict !== 'pass')
      .map(({ name, reason }) => (reason === null ? name : `${name}: ${reason}`))
      .join('; '),
  );

/** `runDuration` and `evaluationCost` are those of the judge; seconds and dollars of the system are these. */
export function costsOf(fields: Fields): { latencyMs: number | null; costUsd: number | null } {
  const seconds = numberOf(own(fields, 'completionTime'));
  const dollars = numberOf(own(fields, 'tokenCost'));
  return {
    latencyMs: seconds !== null && seconds >= 0 ? seconds * 1000 : null,
    costUsd: dollars !== null && dollars >= 0 ? dollars : null,
  };
}

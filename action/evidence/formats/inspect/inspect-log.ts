import type { Fault, Output } from '../format.ts';
import { at, fieldsOf, isFields, listOf, numberOf, own, textOf } from '../shared/fields.ts';
import { momentOf } from '../shared/moment-of.ts';
import { shown } from '../shared/shown.ts';
import { totalFault } from '../shared/stated-total.ts';

/** What the header of a log says that decides how its samples are read. */
export type InspectLog = {
  model: string | null;
  /**
   * The score that decides. Inspect's headline is the score that the task declares as such, else the first of its
   * results; where the run did not come to results, the first scorer of the task.
   */
  headline: { name: string | null; scorer: string | null };
  /** Names of scores whose `accuracy` was taken: their values say right or wrong. */
  countsCorrect: ReadonlySet<string>;
};

export const isInspectHeader = (header: unknown): boolean => textOf(at(header, 'eval.task')) !== null;

export function inspectLog(header: unknown): InspectLog {
  const scores = [...listOf(at(header, 'results.scores')), ...listOf(at(header, 'eval.scorers'))].map(
    fieldsOf,
  );
  // Logs of early 2024 have one scorer and no list.
  const only = at(header, 'results.scorer');
  if (isFields(only)) scores.unshift({ ...only, metrics: at(header, 'results.metrics') });
  const declared = [at(header, 'results.headline'), at(header, 'eval.headline_metric')].find(isFields);
  const first = scores[0] ?? {};
  const name = textOf(own(declared ?? first, declared === undefined ? 'name' : 'score'));
  const scorer = textOf(own(declared ?? first, 'scorer'));
  return {
    model: textOf(at(header, 'eval.model')),
    headline: { name: name ?? scorer, scorer },
    countsCorrect: new Set(scores.filter(takesAccuracy).map((score) => textOf(own(score, 'name')) ?? '')),
  };
}

/** In results metrics go by their name, in the task's own scorers they are a list with the package in front. */
function takesAccuracy(score: Readonly<Record<string, unknown>>): boolean {
  const metrics = own(score, 'metrics');
  if (isFields(metrics))
    return Object.entries(metrics).some(([name, metric]) => isAccuracy(name) && isShare(metric));
  return listOf(metrics).some((metric) => isAccuracy(textOf(own(fieldsOf(metric), 'name')) ?? ''));
}

/** Some tasks take the accuracy of ratings, which comes out above one. */
const isShare = (metric: unknown): boolean => (numberOf(own(fieldsOf(metric), 'value')) ?? 0) <= 1;

const isAccuracy = (name: string): boolean => /(?:^|\/)accuracy$/.test(name);

/** Says what the header tells of the run as a whole. Samples of a run that broke off are still counted. */
export function reportLog(header: unknown, samples: number, output: Output): void {
  const status = at(header, 'status');
  const produced = momentOf(at(header, 'stats.completed_at')) ?? momentOf(at(header, 'eval.created'));
  if (produced !== null) output.producedAt(produced);
  if (status !== 'success') output.fault(unfinished(status, at(header, 'error.message')));
  if (at(header, 'invalidated') === true) output.fault(INVALIDATED);
  const total = at(header, 'results.total_samples');
  const missing = totalFault(total, samples, 'results.total_samples');
  if (missing !== null) output.fault(missing);
  const epochs = numberOf(at(header, 'eval.config.epochs')) ?? 1;
  const dataset = numberOf(at(header, 'eval.dataset.samples'));
  if (dataset !== null && samples < dataset * epochs)
    output.note(`It ran ${samples} of ${dataset * epochs} samples of its dataset.`);
}

const unfinished = (status: unknown, error: unknown): Fault => ({
  found: `a run with \`status\` ${shown(status)}${textOf(error) === null ? '' : ` (${shown(error)})`}`,
  expected: 'a run that came to its end, with `status` "success"',
  remedy: 'Run the rest with `inspect eval-retry` and the name of this log.',
});

/** What is wrong with a log of means (or its header alone), or of a run that broke off before its first sample. */
export function withoutSamples(header: unknown): Fault {
  const status = at(header, 'status');
  if (status === undefined || status === 'success') return NO_SAMPLES;
  const fault = unfinished(status, at(header, 'error.message'));
  return { ...fault, found: `${fault.found} and no sample` };
}

const NO_SAMPLES: Fault = {
  found: 'a log without samples',
  expected: 'a log with the samples in it',
  remedy: 'Run the eval without `--no-log-samples`, and use the whole log, not its header alone.',
};

const INVALIDATED: Fault = {
  found: '`invalidated`: true',
  expected: 'a log that its author stands by',
  remedy: 'Run the invalidated samples again.',
};

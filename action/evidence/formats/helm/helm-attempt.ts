import { type EvalRecord, type EvaluatorScore, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { at, type Fields, isFields, listOf, numberOf, own, textOf } from '../shared/fields.ts';
import { amountOf, binaryOf, millisecondsOf } from '../shared/scores.ts';

/** One attempt at one instance, put together from all elements that speak of it. */
export type Attempt = {
  id: string;
  instance: string;
  perturbation: string | null;
  trial: number;
  split: string | null;
  /** Of the element that it was first found in. */
  row: number;
  /** Means by the name of their statistic; `null` where nothing was counted. */
  stats: Map<string, number | null>;
};

/** @returns the attempt that an element speaks of, still without statistics; `null` where it does not say which. */
export function attemptOf(element: Fields, row: number): Attempt | null {
  const instance = textOf(own(element, 'instance_id'));
  const trial = numberOf(own(element, 'train_trial_index'));
  if (instance === null || trial === null) return null;
  const perturbation = perturbationOf(own(element, 'perturbation'));
  const id = perturbation === null ? instance : `${instance} ${perturbation}`;
  return { id, instance, perturbation, trial, split: null, row, stats: new Map() };
}

/** The same kind comes with other settings (a probability, a dialect), and these make another case. */
function perturbationOf(value: unknown): string | null {
  if (!isFields(value)) return textOf(value);
  const settings = Object.entries(value)
    .filter(
      ([key, setting]) => !KINDS.has(key) && (typeof setting === 'string' || typeof setting === 'number'),
    )
    .map(([key, setting]) => `${key}=${setting}`)
    .sort();
  return [textOf(own(value, 'name')) ?? 'perturbed', ...settings].join(' ');
}

const KINDS = new Set(['name', 'robustness', 'fairness', 'computed_on']);

/** A statistic of an element: `null` where it has no name. */
export type Stat = { name: string; value: number | null; split: string | null };

/** @returns the statistics of an element; `null` where they are neither a list (helm-run) nor an object (helm-summarize). */
export function statsOf(stats: unknown): readonly (Stat | null)[] | null {
  if (isFields(stats)) {
    return Object.entries(stats).map(([name, value]) => ({ name, value: numberOf(value), split: null }));
  }
  return Array.isArray(stats) ? listOf(stats).filter(isWhole).map(statOf) : null;
}

/** Some scenarios add the same statistic for a part of a split. */
const isWhole = (stat: unknown): boolean => typeof at(stat, 'name.sub_split') !== 'string';

function statOf(stat: unknown): Stat | null {
  const name = textOf(at(stat, 'name.name'));
  if (name === null) return null;
  // Where nothing was counted there is no mean.
  return { name, value: numberOf(at(stat, 'mean')), split: textOf(at(stat, 'name.split')) };
}

/** What is counted of the request; the rest measures the answer. */
const BOOKKEEPING =
  /^(?:num_|finish_reason_|training_|inference_|batch_size$|prompt_truncated$|max_prob$|logprob$|logprob_per_|bits_per_byte$|perplexity$)/u;

/** @returns the record of an attempt, on which the statistic `decides` decides where there is one. */
export function attemptRecord(attempt: Attempt, decides: string | null): EvalRecord {
  const { stats, split, perturbation } = attempt;
  const evaluators = [...stats]
    .filter(([name]) => !BOOKKEEPING.test(name))
    .map((stat) => evaluatorOf(stat, decides));
  const deciding = evaluators.find((one) => one.name === decides);
  return evalRecord({
    id: attempt.id,
    row: attempt.row,
    repeat: attempt.trial,
    // A perturbed instance is alike to the one that it was made from.
    cluster: perturbation === null ? null : attempt.instance,
    verdict: deciding?.verdict ?? 'no_verdict',
    score: deciding?.score ?? null,
    evaluators,
    slices: [split, perturbation].filter((slice) => slice !== null),
    latencyMs: millisecondsOf(stats.get('inference_runtime')),
    tokensIn: amountOf(stats.get('num_prompt_tokens')),
    tokensOut: amountOf(stats.get('num_output_tokens') ?? stats.get('num_completion_tokens')),
  });
}

function evaluatorOf([name, score]: [string, number | null], decides: string | null): EvaluatorScore {
  const right = name === decides ? binaryOf(score) : null;
  const verdict = right === null ? 'no_verdict' : right ? 'pass' : 'fail';
  return { name, score, threshold: null, verdict };
}

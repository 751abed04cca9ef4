import type { Combine } from '../../contract/confidence.ts';
import { isotonic, laplace, type Observation, pooled } from '../../statistics/isotonic.ts';
import { logistic, plattTargets, sigmoid } from '../../statistics/logistic.ts';
import { meanOf } from '../../statistics/mean.ts';

/** A trial in which the model gave an answer. */
export type Decided = { right: boolean; signals: Readonly<Record<string, number>> };

/** Digits that are worth writing: half a point in a million. */
const DIGITS = 1e6;
export const rounded = (share: number): number => Math.round(share * DIGITS) / DIGITS;

/** What there is to say without a trial: as likely right as not. */
export const NOTHING_KNOWN: Combine = { method: 'logistic', intercept: 0, signals: [] };

/** Fits a confidence to trials that all have these signals: isotonic for one, logistic for several. */
export function fitCombine(names: readonly string[], trials: readonly Decided[]): Combine {
  const [signal, ...others] = names;
  if (signal === undefined) return NOTHING_KNOWN;
  return others.length === 0 ? fitIsotonic(signal, trials) : fitLogistic(names, trials);
}

/**
 * Steps of one signal. Where answers are given from a value on, a step ends there: one that reached across would have a
 * single confidence for cases that were to be answered and cases that were not.
 */
export function fitIsotonic(
  signal: string,
  trials: readonly Decided[],
  answersFrom: number | null = null,
): Combine {
  const all = trials.map(({ right, signals }) => ({ right, value: signals[signal] as number }));
  const from = answersFrom ?? Number.NEGATIVE_INFINITY;
  const answered = steps(all.filter(({ value }) => value >= from));
  const most = Math.max(0, (answered[0]?.[1] ?? 1) - 1 / DIGITS);
  const others = steps(all.filter(({ value }) => value < from));
  const points = [
    ...others.map(([value, share]): [number, number] => [value, rounded(Math.min(share, most))]),
    ...answered,
  ];
  return { method: 'isotonic', signal, points };
}

const steps = (trials: readonly Observation[]): [number, number][] =>
  pooled(isotonic(trials), laplace).map((block) => [block.from, rounded(laplace(block))]);

function fitLogistic(names: readonly string[], trials: readonly Decided[]): Combine {
  const scales = names.map((name) => scaleOf(name, trials));
  const rows = trials.map(({ signals }) =>
    scales.map(({ name, mean, sd }) => ((signals[name] as number) - mean) / sd),
  );
  const { intercept, weights } = logistic(rows, plattTargets(trials.map(({ right }) => right)));
  const signals = scales.map((scale, index) => ({ ...scale, weight: weights[index] as number }));
  return { method: 'logistic', intercept, signals };
}

/** Less than this is rounding, and no change of a signal. */
const HAIR = 1e-12;

/** A signal that is always the same is measured in units of 1, so that it stands at 0 and gets no weight. */
function scaleOf(name: string, trials: readonly Decided[]): { name: string; mean: number; sd: number } {
  const values = trials.map(({ signals }) => signals[name] as number);
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = Math.sqrt(squares / Math.max(1, values.length - 1));
  return { name, mean, sd: sd > HAIR * Math.max(1, Math.abs(mean)) ? sd : 1 };
}

/** @returns the confidence in a case with these signals, as the made repository computes it; all of them are there. */
export function confidenceOf(combine: Combine, signals: Readonly<Record<string, number>>): number {
  if (combine.method === 'isotonic') {
    const value = signals[combine.signal] as number;
    const step = combine.points.findLast(([from]) => value >= from) ?? combine.points[0];
    return step?.[1] ?? 0;
  }
  return sigmoid(
    combine.signals.reduce(
      (sum, { name, mean, sd, weight }) => sum + (weight * ((signals[name] as number) - mean)) / sd,
      combine.intercept,
    ),
  );
}

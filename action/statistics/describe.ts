import { meanOf } from './mean.ts';
import { studentT } from './student-t.ts';
import type { Interval } from './wilson.ts';

/** A sample in five numbers. `cv` is the standard deviation over the mean; `interval` the 95 % interval of the mean. */
export type Description = {
  n: number;
  mean: number;
  median: number;
  cv: number | null;
  interval: Interval | null;
};

/**
 * Describes a sample of durations or other positive amounts. With one value there is no spread to speak of,
 * so `cv` and `interval` are `null`; `cv` is `null` around a mean of 0 as well.
 *
 * @throws RangeError for an empty sample, or a value that is not finite
 */
export function describe(values: readonly number[]): Description {
  const n = values.length;
  if (n === 0) throw new RangeError('Nothing to describe');
  const mean = meanOf(values);
  const median = medianOf(values);
  if (n === 1) return { n, mean, median, cv: null, interval: null };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const half = (studentT(n - 1) * deviation) / Math.sqrt(n);
  const cv = mean === 0 ? null : deviation / mean;
  return { n, mean, median, cv, interval: { low: mean - half, high: mean + half } };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

import { meanOf } from './mean.ts';
import { expectInside, expectPositive } from './range.ts';
import { studentT } from './student-t.ts';
import type { Interval } from './wilson.ts';

/** The mean of what is log-normal, with its interval. */
export type LogNormalMean = Interval & { mean: number };

/**
 * The mean of log-normal values and its two-sided interval by the modified Cox method:
 * exp(ȳ + s²/2 ± t √(s²/n + s⁴/(2(n−1)))), where ȳ and s² are of the logarithms and t has n−1 degrees of freedom.
 *
 * Durations have a long upper tail, which the t interval of the plain mean does not know of; this one reaches further
 * up. Its mean is not the plain mean either: it is what the mean is where the logarithms are normal.
 *
 * @returns `null` for fewer than two values: one has no spread
 * @throws RangeError for a value that is not finite and over 0, or a confidence that is not between 0 and 1
 * @see U. Olsson, J. Statist. Educ. 13:1 (2005); X.-H. Zhou and S. Gao, Statist. Med. 16 (1997) 783–790
 */
export function logNormalMean(values: readonly number[], confidence = 0.95): LogNormalMean | null {
  expectInside('confidence', confidence);
  for (const value of values) expectPositive('A value', value);
  const n = values.length;
  if (n < 2) return null;
  const logs = values.map(Math.log);
  const centre = meanOf(logs);
  const variance = logs.reduce((sum, log) => sum + (log - centre) ** 2, 0) / (n - 1);
  const middle = centre + variance / 2;
  const half = studentT(n - 1, confidence) * Math.sqrt(variance / n + variance ** 2 / (2 * (n - 1)));
  return { mean: Math.exp(middle), low: Math.exp(middle - half), high: Math.exp(middle + half) };
}

import { meanOf } from './mean.ts';
import type { Difference } from './newcombe.ts';
import { expectFinite } from './range.ts';
import { studentT } from './student-t.ts';

/** A score and the case that it belongs to; repeats and variants of one case share the case. */
export type ClusteredValue = { value: number; cluster: string };

/** The scores of two systems on the same try of a case. */
export type ClusteredPair = { first: number; second: number; cluster: string };

/** A mean with its cluster-robust standard error, `null` when there is a single cluster. */
export type ClusteredMean = { mean: number; standardError: number | null; clusters: number };

/** A mean difference, first less second. Where nothing varies the standard error is 0 and the interval a point. */
export type PairedDifference = Difference & { standardError: number; clusters: number };

/**
 * The mean of scores, with the standard error that treats the values of one cluster as alike:
 * √(C/(C−1) · Σ_c (Σ_{i∈c} (s_i − s̄))²) / n for C clusters of n values. Miller prints it without C/(C−1), which is
 * too small for few clusters (by 15 % for four); with one value a cluster this one is the usual s/√n.
 *
 * A copy under a new cluster name cannot be told from a new case: it makes the error smaller. Look for copies first.
 *
 * @throws RangeError for no values, or a value that is not finite
 * @see E. Miller, "Adding Error Bars to Evals", arXiv:2411.00640 (2024)
 */
export function clusteredMean(values: readonly ClusteredValue[]): ClusteredMean {
  const n = values.length;
  const mean = meanOf(values.map(({ value }) => value));
  const sums = new Map<string, number>();
  for (const { value, cluster } of values) sums.set(cluster, (sums.get(cluster) ?? 0) + (value - mean));
  const clusters = sums.size;
  if (clusters === 1) return { mean, standardError: null, clusters };
  const squares = [...sums.values()].reduce((total, sum) => total + sum * sum, 0);
  const standardError = Math.sqrt((clusters / (clusters - 1)) * squares) / n;
  expectFinite('The standard error', standardError);
  return { mean, standardError, clusters };
}

/**
 * The mean difference of two systems on the same cases, with its two-sided interval. Student's t with C−1 degrees of
 * freedom, not the normal: the error itself is estimated from C clusters, and with the few dozen of a proof of concept
 * the normal is too narrow.
 *
 * @param confidence two-sided
 * @returns `null` when there are fewer than two clusters: one case says nothing about the next
 * @throws RangeError for a value that is not finite, or a confidence that is not between 0 and 1
 * @see A. C. Cameron and D. L. Miller, J. Human Resources 50 (2015) 317–372, section VI (t with C−1)
 */
export function pairedDifference(
  pairs: readonly ClusteredPair[],
  confidence = 0.95,
): PairedDifference | null {
  if (pairs.length === 0) return null;
  const { mean, standardError, clusters } = clusteredMean(
    pairs.map(({ first, second, cluster }) => ({ value: first - second, cluster })),
  );
  if (standardError === null) return null;
  const half = studentT(clusters - 1, confidence) * standardError;
  return { difference: mean, low: mean - half, high: mean + half, standardError, clusters };
}

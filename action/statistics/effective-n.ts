/** Trials of one case: it was tried `trials` times (repeats, variants) and passed `passes` of them. */
export type Cluster = { passes: number; trials: number };

/** What clustered trials are worth. */
export type ClusteredRate = { rate: number; rows: number; cases: number; effectiveN: number };

/**
 * A pass rate over cases that were tried more than once. Trials of one case are alike, so they are worth fewer
 * than as many cases: effective n = rows / design effect, where the design effect is the cluster-robust variance
 * with C/(C−1) over the variance of independent trials. Never more than the rows, never fewer than 1.
 * Cases tried once each are worth themselves; where nothing varies (all pass, all fail) only the cases count.
 *
 * @param clusters gone through once; one object may be given again and again with other figures
 * @throws RangeError when there are no trials, or a case passed more of them than it had
 * @see E. Miller, "Adding Error Bars to Evals", arXiv:2411.00640 (clustered standard errors); L. Kish, Survey Sampling (1965)
 */
export function clusteredRate(clusters: Iterable<Cluster>): ClusteredRate {
  const { cases, rows, passes, passesSquared, products, rowsSquared } = sumsOf(clusters);
  if (rows === 0) throw new RangeError('No rate without trials');
  const rate = passes / rows;
  const independent = (rate * (1 - rate)) / rows;
  if (rows === cases || cases < 2 || independent === 0) return { rate, rows, cases, effectiveN: cases };
  // The sum of (passes − rate × trials)² over the cases. Where all are alike it is nothing, but for rounding.
  const squares = Math.max(0, passesSquared - 2 * rate * products + rate ** 2 * rowsSquared);
  const robust = (cases / (cases - 1)) * (squares / rows ** 2);
  const effectiveN = robust === 0 ? rows : (rows * independent) / robust;
  return { rate, rows, cases, effectiveN: Math.min(rows, Math.max(1, effectiveN)) };
}

function sumsOf(clusters: Iterable<Cluster>) {
  const sums = { cases: 0, rows: 0, passes: 0, passesSquared: 0, products: 0, rowsSquared: 0 };
  for (const { passes, trials } of clusters) {
    if (!(passes >= 0 && passes <= trials)) throw new RangeError(`${passes} of ${trials} trials cannot pass`);
    sums.cases += 1;
    sums.rows += trials;
    sums.passes += passes;
    sums.passesSquared += passes * passes;
    sums.products += passes * trials;
    sums.rowsSquared += trials * trials;
  }
  return sums;
}

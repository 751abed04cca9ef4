/**
 * Pearson's χ² of two samples over the same kinds, from the counts of one of them and of both together. 0 when both
 * have the same mix. No continuity correction; kinds that neither sample has are passed over.
 *
 * @param sample counts by kind of one sample, none of them over `pooled`
 * @param pooled counts by kind of both samples together
 * @see K. Pearson, Phil. Mag. 50 (1900) 157–175; for a table of two rows, A. Agresti, Categorical Data Analysis (2013) 3.2
 */
export function chiSquareStatistic(sample: ArrayLike<number>, pooled: ArrayLike<number>): number {
  let [n, total, sum] = [0, 0, 0];
  for (let kind = 0; kind < pooled.length; kind += 1) {
    const [own, both] = [sample[kind] as number, pooled[kind] as number];
    n += own;
    total += both;
    if (both > 0) sum += (own * own) / both;
  }
  if (n === 0 || n === total) return 0;
  // The sum of (observed − expected)² / expected over both rows, with the squares multiplied out.
  return Math.max(0, (total * total * (sum - (n * n) / total)) / (n * (total - n)));
}

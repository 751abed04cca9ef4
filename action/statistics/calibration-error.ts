import { expectCount, expectPositive, expectShare } from './range.ts';
import type { Ranked } from './risk-coverage.ts';

/** Answers with about the same confidence: their mean confidence, and the share that was right. */
export type ReliabilityBin = { trials: number; confidence: number; right: number };

/**
 * Answers in bins of equal width from 0 to 1, those with answers only: where confidence is honest, it is the share that
 * was right.
 *
 * @throws RangeError for a confidence outside 0 to 1, or a number of bins that is not whole and over 0
 * @see M. H. DeGroot and S. E. Fienberg, The Statistician 32 (1983) 12–22 (reliability diagrams)
 */
export function reliability(answers: readonly Ranked[], bins = 10): ReliabilityBin[] {
  expectCount('bins', bins);
  expectPositive('bins', bins);
  for (const { confidence } of answers) expectShare('A confidence', confidence);
  const binned = Array.from({ length: bins }, (): Ranked[] => []);
  for (const one of answers) binned[Math.min(bins - 1, Math.floor(one.confidence * bins))]?.push(one);
  return binned.filter((list) => list.length > 0).map(binOf);
}

/**
 * The expected calibration error, ECE: how far confidence is off the share that was right, over bins, by their trials.
 * 0 is honest. With few trials it is over 0 by chance alone.
 *
 * @returns `null` for no answers
 * @see M. P. Naeini, G. F. Cooper and M. Hauskrecht, AAAI (2015) 2901–2907
 */
export function calibrationError(bins: readonly ReliabilityBin[]): number | null {
  const trials = bins.reduce((sum, bin) => sum + bin.trials, 0);
  if (trials === 0) return null;
  return (
    bins.reduce((sum, { confidence, right, ...bin }) => sum + bin.trials * Math.abs(confidence - right), 0) /
    trials
  );
}

function binOf(list: readonly Ranked[]): ReliabilityBin {
  const trials = list.length;
  const confidence = list.reduce((sum, one) => sum + one.confidence, 0) / trials;
  return { trials, confidence, right: list.filter(({ right }) => right).length / trials };
}

import { pairedDifference } from '../../../statistics/clustered.ts';
import { fewestFlips } from '../../../statistics/flips.ts';
import type { Difference } from '../../../statistics/newcombe.ts';
import { twoSidedT } from '../../../statistics/student-t.ts';
import type { Pair } from '../../eval/paired-cases.ts';
import { LEVEL } from './features.ts';

/** The mean score that a judge or a metric gave, fresh less base, with its 95 % interval. */
export type ScoreTest = Difference & { p: number };

/**
 * Tests the mean of the scores, which can sink while every case still passes.
 *
 * @returns `null` where fewer than two cases have scores on both sides
 */
export function testScores(pairs: readonly Pair[]): ScoreTest | null {
  const scored = pairs.flatMap(({ scores, cluster }) =>
    scores === null ? [] : [{ first: scores.now, second: scores.before, cluster }],
  );
  const found = pairedDifference(scored);
  if (found === null) return null;
  const differ = new Set(scored.filter((one) => one.first !== one.second).map((one) => one.cluster)).size;
  const { difference, low, high, standardError, clusters } = found;
  // A few scores that all moved alike have no spread to go by.
  const p = differ < fewestFlips(LEVEL) ? 1 : twoSidedT(difference / standardError, clusters - 1);
  return { difference, low, high, p };
}

import { pairedDifference } from '../../statistics/clustered.ts';
import { fewestFlips, smallestProvableDrop } from '../../statistics/flips.ts';
import { holm } from '../../statistics/holm.ts';
import type { Difference } from '../../statistics/newcombe.ts';
import { type Pair, type PairedCases, pairCases, type Side } from './paired-cases.ts';
import { ALPHA, type PairedTest, testPairs } from './paired-test.ts';
import { bySlice } from './slices.ts';

/** A slice that got worse. `p` is Holm's over the slices that could have shown anything. */
export type WorseSlice = { name: string; broke: number; repaired: number; p: number };

/** The results against those of the base, case by case. */
export type Comparison = PairedTest &
  Omit<PairedCases, 'pairs'> & {
    /** Where the results of the base come from. */
    from: string;
    pairs: number;
    /** The smallest drop that as many cases could show; `null` where not even losing all of them could. */
    smallestDrop: number | null;
    /** Mean score, now less base, where both sides have scores. */
    score: (Difference & { pairs: number }) | null;
    worseSlices: readonly WorseSlice[];
  };

/**
 * Compares with the base. The whole is one question, its slices are another.
 *
 * @returns `null` where no case has results on both sides
 */
export function compareWithBase(
  base: Side & { resultsFrom: string },
  now: Side,
  unattended: boolean,
): Comparison | null {
  const { pairs, ...left } = pairCases(base, now);
  if (pairs.length === 0) return null;
  const test = testPairs(pairs, unattended);
  return {
    ...left,
    ...test,
    from: base.resultsFrom,
    pairs: pairs.length,
    smallestDrop: smallestProvableDrop(test.clustered ? test.clusters : pairs.length),
    score: scoreChange(pairs),
    worseSlices: worseSlices(pairs, unattended),
  };
}

function scoreChange(pairs: readonly Pair[]): Comparison['score'] {
  const scored = pairs.flatMap(({ scores, cluster }) =>
    scores === null ? [] : [{ first: scores.now, second: scores.before, cluster }],
  );
  const found = pairedDifference(scored);
  if (found === null) return null;
  return { difference: found.difference, low: found.low, high: found.high, pairs: scored.length };
}

/** A slice in which fewer cases differ than any test needs is not asked, whichever way they differ. */
function worseSlices(pairs: readonly Pair[], unattended: boolean): WorseSlice[] {
  const asked = bySlice(pairs, (one) => one.slices)
    .map(({ name, members }) => ({ name, ...testPairs(members, unattended) }))
    .filter((one) => one.differ >= fewestFlips(ALPHA));
  const adjusted = holm(asked.map((one) => one.p));
  return asked.flatMap(({ name, broke, repaired, change }, i) => {
    const p = adjusted[i] as number;
    return p <= ALPHA && change.difference < 0
      ? [{ name, broke: broke.length, repaired: repaired.length, p }]
      : [];
  });
}

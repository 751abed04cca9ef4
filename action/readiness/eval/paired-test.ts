import { pairedDifference } from '../../statistics/clustered.ts';
import { fewestFlips } from '../../statistics/flips.ts';
import { mcnemar } from '../../statistics/mcnemar.ts';
import { type Difference, newcombePaired } from '../../statistics/newcombe.ts';
import { twoSidedT } from '../../statistics/student-t.ts';
import type { Pair } from './paired-cases.ts';

export const ALPHA = 0.05;

/** What a comparison with the base shows. Too few cases that differ cannot show anything, whichever way they do. */
export type ChangeVerdict = 'worse' | 'not-worse' | 'cannot-tell';

/** Cases that were right at the base and are wrong now, and the other way round, with what they show. */
export type PairedTest = {
  broke: readonly string[];
  repaired: readonly string[];
  midP: number;
  exactP: number;
  /** Now less base, as a share of the cases. */
  change: Difference;
  /** Cases are alike or were tried several times, so that the clusters decide and not McNemar's test. */
  clustered: boolean;
  clusters: number;
  /** Of these cases or clusters it can be told which way they went. */
  differ: number;
  /** The p that decides. */
  p: number;
  verdict: ChangeVerdict;
};

/** @param unattended a case is then right only with all of its attempts, else with more than half of them */
export function testPairs(pairs: readonly Pair[], unattended: boolean): PairedTest {
  const flips = countFlips(pairs, unattended);
  const clusters = new Set(pairs.map((one) => one.cluster)).size;
  const partly = !unattended && pairs.some((one) => !Number.isInteger(one.before + one.now));
  const clustered = clusters < pairs.length || partly;
  const shown = clustered ? byCluster(pairs, flips, unattended) : byCase(flips);
  const { broke, repaired, midP, exactP } = flips;
  const test = { broke, repaired, midP, exactP, clustered, clusters, ...shown };
  return { ...test, verdict: verdictOf(test) };
}

const isRight = (share: number, unattended: boolean): boolean => (unattended ? share === 1 : share > 0.5);

type Flips = Pick<PairedTest, 'broke' | 'repaired' | 'midP' | 'exactP'> & { both: number; neither: number };

function countFlips(pairs: readonly Pair[], unattended: boolean): Flips {
  const idsOf = (before: boolean, now: boolean) =>
    pairs
      .filter((one) => isRight(one.before, unattended) === before && isRight(one.now, unattended) === now)
      .map((one) => one.id);
  const [broke, repaired] = [idsOf(true, false), idsOf(false, true)];
  const { midP, exact: exactP } = mcnemar(repaired.length, broke.length);
  return {
    broke,
    repaired,
    midP,
    exactP,
    both: idsOf(true, true).length,
    neither: idsOf(false, false).length,
  };
}

type Shown = Pick<PairedTest, 'change' | 'p' | 'differ'>;

function byCase({ broke, repaired, both, neither, midP }: Flips): Shown {
  const counts = { both, neither, onlyFirst: repaired.length, onlySecond: broke.length };
  return { change: newcombePaired(counts), p: midP, differ: broke.length + repaired.length };
}

function byCluster(pairs: readonly Pair[], flips: Flips, unattended: boolean): Shown {
  const shareOf = (share: number) => (unattended ? Number(isRight(share, true)) : share);
  const sides = pairs.map(({ before, now, cluster }) => ({
    first: shareOf(now),
    second: shareOf(before),
    cluster,
  }));
  const differ = new Set(sides.filter((one) => one.first !== one.second).map((one) => one.cluster)).size;
  const found = pairedDifference(sides);
  if (found === null) return { ...byCase(flips), differ };
  const { difference, low, high, standardError, clusters } = found;
  return { change: { difference, low, high }, p: twoSidedP(difference, standardError, clusters - 1), differ };
}

/** P(|T| ≥ t) for the t of a difference and its standard error, by the incomplete beta function (Abramowitz and Stegun 26.7.1). */
function twoSidedP(difference: number, standardError: number, df: number): number {
  if (standardError === 0) return difference === 0 ? 1 : 0;
  return twoSidedT(difference / standardError, df);
}

function verdictOf({ differ, clustered, change, midP }: Omit<PairedTest, 'verdict'>): ChangeVerdict {
  if (differ === 0) return 'not-worse';
  if (differ < fewestFlips(ALPHA)) return 'cannot-tell';
  const worse = clustered ? change.high < 0 : midP <= ALPHA && change.difference < 0;
  return worse ? 'worse' : 'not-worse';
}

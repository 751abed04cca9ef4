import { normalQuantile } from '../../statistics/normal.ts';
import { expectPositive, expectShare } from '../../statistics/range.ts';

/** One-sided: only getting worse is looked for. One false alarm in twenty looks, and four of five real drops found. */
const FALSE_ALARMS = 0.05;
const FOUND = 0.8;

/** Nobody waits longer, and a reference that is too small would never tell. */
const LONGEST_DAYS = 366;

/** What is looked at, and what it would become. */
export type Watching = {
  /** Outputs of the reference, and the share or mean score from 0 to 1 that was found among them. */
  reference: { n: number; value: number };
  /** The share after the drop, 0 to 1. */
  worse: number;
  /** Outputs that are looked at in a period. */
  perPeriod: number;
  periodDays: number;
};

/**
 * The days of outputs that have to be put together, from the start of a drop, before a one-sided test of two independent
 * shares at 5 % finds that drop with a power of 80 %. Whole periods, since nobody looks in between. The variance of a mean
 * score from 0 to 1 is at most that of a share, so for such a score it is an upper bound.
 *
 * @returns `null` when a year would not do
 * @throws RangeError for shares outside 0 to 1, and counts or days that are not over 0
 * @see J. L. Fleiss, A. Tytun, H. K. Ury, Biometrics 36 (1980) 343–346, without the continuity correction
 */
export function daysToDetect({ reference, worse, perPeriod, periodDays }: Watching): number | null {
  expectShare('reference', reference.value);
  expectShare('worse', worse);
  for (const [name, value] of Object.entries({ n: reference.n, perPeriod, periodDays }))
    expectPositive(name, value);
  for (let periods = 1; periods * periodDays <= LONGEST_DAYS; periods += 1) {
    if (tells(reference, { n: periods * perPeriod, value: worse })) return periods * periodDays;
  }
  return null;
}

type Sample = Watching['reference'];

function tells(before: Sample, after: Sample): boolean {
  const pooled = (before.n * before.value + after.n * after.value) / (before.n + after.n);
  const ifSame = Math.sqrt(pooled * (1 - pooled) * (1 / before.n + 1 / after.n));
  const ifWorse = Math.sqrt(variance(before) + variance(after));
  const reach = normalQuantile(1 - FALSE_ALARMS) * ifSame + normalQuantile(FOUND) * ifWorse;
  return Math.abs(after.value - before.value) > reach;
}

const variance = ({ n, value }: Sample): number => (value * (1 - value)) / n;

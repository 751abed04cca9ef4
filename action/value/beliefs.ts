import { betaDraw, gammaDraw, type Random } from '../statistics/gamma-draw.ts';
import { meanOf } from '../statistics/mean.ts';
import { triangularMean, triangularQuantile } from '../statistics/triangular.ts';
import type { Counted, Range, Timed, ValueInputs, Varying } from './business-case.ts';
import { resampledMean } from './resample.ts';

/** What is known of a parameter: its mean, and how it is drawn; `null` where it does not vary. */
export type Belief = { mean: number; draw: ((random: Random) => number) | null };

/**
 * What the evidence says of each parameter. Minutes are resampled; a share of k in n is beta(k + 1, n − k + 1); a count
 * of N a month is gamma(N + 1), which is to a count what the beta is to a share; what somebody said is triangular.
 *
 * Where nobody looked for mistakes, today's work is taken to make none, and that with the POC as many as none seen in
 * the timed cases leaves possible, 3 in n. Both are unfavourable, on purpose.
 */
export function beliefsOf(inputs: ValueInputs): Readonly<Record<Varying, Belief>> {
  const { errorsToday, errorsWithPoc, withPoc } = inputs;
  return {
    minutesToday: timed(inputs.today),
    minutesWithPoc: timed(withPoc),
    adoption: counted(inputs.adoption),
    capture: ranged(inputs.capture),
    casesPerYear: yearOf(inputs.casesPerMonth),
    errorsToday: errorsToday === null ? constant(0) : counted(errorsToday),
    errorsWithPoc: errorsWithPoc === null ? constant(noneSeenIn(withPoc.length)) : counted(errorsWithPoc),
    costPerError: ranged(inputs.costPerError),
    runPerCase: ranged(inputs.runPerCase),
  };
}

/** The rule of three. @see J. A. Hanley and A. Lippman-Hand, JAMA 249 (1983) 1743–1745 */
const noneSeenIn = (n: number): number => Math.min(1, 3 / n);

const constant = (mean: number): Belief => ({ mean, draw: null });

/** Rows that are all the same give the same mean every time. */
export function timed(rows: readonly Timed[]): Belief {
  const minutes = rows.map((row) => row.minutes).sort((a, b) => a - b);
  const mean = meanOf(minutes);
  return minutes[0] === minutes.at(-1) ? constant(mean) : { mean, draw: resampledMean(rows) };
}

const counted = ({ count, of }: Counted): Belief => ({
  mean: count / of,
  draw: (random) => betaDraw(count + 1, of - count + 1, random),
});

const yearOf = (casesPerMonth: number): Belief => ({
  mean: 12 * casesPerMonth,
  draw: (random) => 12 * gammaDraw(casesPerMonth + 1, random),
});

const ranged = (range: Range): Belief =>
  range.low === range.high
    ? constant(range.likely)
    : { mean: triangularMean(range), draw: (random) => triangularQuantile(random(), range) };

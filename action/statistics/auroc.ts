import { meanOf } from './mean.ts';
import { normalQuantile } from './normal.ts';
import { expectFinite, expectInside } from './range.ts';
import type { Ranked } from './risk-coverage.ts';
import type { Interval } from './wilson.ts';

/** The area under the ROC curve, with its two-sided interval. */
export type Auroc = Interval & { value: number };

/**
 * The chance that a right answer has more confidence than a wrong one; an equal one counts half. 0.5 says nothing. The
 * interval is DeLong's, cut to 0 and 1.
 *
 * @returns `null` for fewer than two right or two wrong answers, whose spread nobody can tell
 * @throws RangeError for a confidence that is not finite, or a level not between 0 and 1
 * @see E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44 (1988) 837–845
 * @see X. Sun and W. Xu, IEEE Signal Process. Lett. 21 (2014) 1389–1393 (by ranks)
 */
export function auroc(answers: readonly Ranked[], level = 0.95): Auroc | null {
  expectInside('level', level);
  for (const { confidence } of answers) expectFinite('A confidence', confidence);
  const of = (kind: boolean) =>
    answers.filter(({ right }) => right === kind).map(({ confidence }) => confidence);
  const [right, wrong] = [of(true), of(false)];
  if (right.length < 2 || wrong.length < 2) return null;
  const ranks = midranks([...right, ...wrong]);
  const over = placements(ranks.slice(0, right.length), midranks(right), wrong.length);
  const under = placements(ranks.slice(right.length), midranks(wrong), right.length);
  const value = meanOf(over);
  const error = Math.sqrt(variance(over) / right.length + variance(under) / wrong.length);
  const half = normalQuantile((1 + level) / 2) * error;
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half) };
}

/** For each of a kind, the share of the other kind that it outranks. */
const placements = (among: readonly number[], own: readonly number[], others: number): number[] =>
  among.map((rank, index) => (rank - (own[index] as number)) / others);

/** Ranks from 1; equal values share the mean of theirs. */
function midranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks: number[] = [];
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end += 1;
    for (const index of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

function variance(list: readonly number[]): number {
  const middle = meanOf(list);
  return list.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (list.length - 1);
}

import type { Report, ReportEval } from '../contract/report.ts';
import { drop, percent, percentRange, points } from '../readiness/percent.ts';
import { things } from './words.ts';

const MOST_NAMED = 3;

/** Case ids and slices are text of the repository: how it is made safe depends on where it is shown. */
export type Quote = (text: string) => string;

/** The comparison with the base: what came out of it, and what that rests on. */
export type ChangeWords = { found: string; basis: string };

/** @returns the comparison with the base in words, or `null` where there is none. */
export function changeWords({ eval: { change } }: Report, quote: Quote): ChangeWords | null {
  if (change === null) return null;
  const differ = change.broke_in_all + change.repaired_in_all;
  if (differ === 0 && change.difference === 0)
    return { found: 'nothing broke, nothing repaired', basis: couldShow(change) };
  const midP = change.mid_p < 0.01 ? 'under 0.01' : change.mid_p.toFixed(2);
  const broke = flips('broke', change.broke, change.broke_in_all, quote);
  const repaired = flips('repaired', change.repaired, change.repaired_in_all, quote);
  return {
    found: `${broke}, ${repaired}; ${points(change)}, ${VERDICTS[change.verdict]}`,
    basis: `${couldShow(change)} · mid-p ${midP}`,
  };
}

const VERDICTS = {
  worse: 'a drop',
  'not-worse': 'no drop shown',
  'cannot-tell': 'too few differ to tell',
} as const satisfies Record<NonNullable<ReportEval['change']>['verdict'], string>;

function flips(what: string, ids: readonly string[], all: number, quote: Quote): string {
  const shown = ids.slice(0, MOST_NAMED).map(quote);
  const more = all > shown.length ? ` and ${all - shown.length} more` : '';
  return all === 0 ? `none ${what}` : `${all} ${what} (${shown.join(', ')}${more})`;
}

const couldShow = ({ pairs, smallest_drop: smallest }: NonNullable<ReportEval['change']>): string =>
  `${things(pairs, 'case')} could show ${smallest === null ? 'no drop at all' : `a drop of ${drop(smallest)} or more`}`;

const VERDICT_MARKS = { meets: '✅', misses: '❌', 'cannot-tell': '⚪' } as const satisfies Record<
  NonNullable<ReportEval['slices'][number]['verdict']>,
  string
>;

/** A slice as it is told: its name is not yet safe. */
export type SliceRow = { name: string; right: string; bar: string };

/** @returns the slices, worst first, at most so many. */
export const sliceRows = ({ eval: { slices } }: Report, most: number): SliceRow[] =>
  slices.slice(0, most).map((one) => ({
    name: one.name,
    right: `${percent(one.rate)} (${percentRange(one)}), ${one.passed} of ${one.rows}`,
    bar: one.bar === null || one.verdict === null ? '' : `${VERDICT_MARKS[one.verdict]} ${percent(one.bar)}`,
  }));

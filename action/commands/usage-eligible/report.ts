import type { EligibleCase } from '../../contract/eligible.ts';
import { mondayOf } from '../../readiness/adoption/weeks.ts';
import { dayOf, daysAfter } from '../../readiness/clock.ts';
import { caseKey } from '../../readiness/names.ts';
import { printable } from '../../text/printable.ts';
import { counted, grouped, shown } from '../eval-import/words.ts';
import { refusedLines } from '../time-import/refused.ts';
import type { EligibleOptions } from './options.ts';
import type { Sorted } from './rows.ts';

/** Adoption is that of four weeks; as many before show whether these are like the others. */
const WEEKS = 8;

/** @returns what became of every row, and what the last weeks of the file hold, for a terminal. */
export function eligibleReport(
  { source, dryRun }: EligibleOptions,
  file: string,
  sorted: Sorted,
  all: readonly EligibleCase[],
  notes: readonly string[],
): string {
  const { added, alreadyThere, otherwise, notClosed, refused } = sorted;
  const lines: [number, string][] = [
    [added.length, `${dryRun ? 'would be added' : 'added'} to ${file}`],
    [alreadyThere, 'there already'],
    [otherwise, 'of a case that is listed with another closing, which stays'],
    [notClosed, 'not closed yet'],
    [refused.length, refused.length === 0 ? 'refused' : 'refused:'],
  ];
  const rows = lines.reduce((sum, [count]) => sum + count, 0);
  const width = Math.max(...lines.map(([count]) => grouped(count).length));
  return [
    `${counted(rows, 'row')} in ${shown(source, Number.POSITIVE_INFINITY)}, of which`,
    ...lines.map(([count, what]) => `  ${grouped(count).padStart(width)}  ${what}`),
    ...refusedLines(refused, width + 4),
    ...weekTable(all),
    ...notes,
    ...(dryRun ? ['Nothing was written (--dry-run).'] : []),
  ]
    .map(printable)
    .join('\n');
}

/** A week that was not exported stands there with 0. */
function weekTable(all: readonly EligibleCase[]): string[] {
  const weeks = new Map<string, Set<string>>();
  for (const { case_ref: ref, closed_at: at } of all) {
    const monday = mondayOf(dayOf(new Date(at)));
    weeks.set(monday, (weeks.get(monday) ?? new Set()).add(caseKey(ref)));
  }
  const [first, last] = [[...weeks.keys()].sort()[0], [...weeks.keys()].sort().at(-1)];
  if (first === undefined || last === undefined) return [];
  const mondays = Array.from({ length: WEEKS }, (_, n) => daysAfter(last, (n + 1 - WEEKS) * 7));
  return [
    'Cases closed in the week from',
    ...mondays
      .filter((monday) => monday >= first)
      .map((monday) => `  ${monday}  ${grouped(weeks.get(monday)?.size ?? 0).padStart(7)}`),
  ];
}

import { ARMS, type Arm } from '../../contract/study.ts';
import { errorRate } from '../../readiness/value/error-rates.ts';
import { printable } from '../../text/printable.ts';
import { counted, grouped, shown } from '../eval-import/words.ts';
import { refusedLines } from '../time-import/refused.ts';
import type { Sorted } from './add.ts';
import type { Drawn } from './draw.ts';
import type { Records } from './records.ts';

const WAYS: Record<Arm, string> = { by_hand: 'done by hand', with_poc: 'done with the POC' };

/** @returns what was drawn, and what to do with it. How many are of each way tells nobody which. */
export function drawReport(out: string, { cases, missing }: Drawn): string {
  const counts = ARMS.map((arm) => `${grouped(cases.filter((one) => one.arm === arm).length)} ${WAYS[arm]}`);
  const short = ARMS.filter((arm) => missing[arm] > 0).map(
    (arm) => `There is no other finished case ${WAYS[arm]}: ${grouped(missing[arm])} more are wanted.`,
  );
  return [
    `Drew ${counted(cases.length, 'case')}: ${counts.join(', ')}. They are in ${out}`,
    ...short,
    'Give it to somebody who did none of them, and do not say which were done how: yes or no under wrong, and under class what kind of mistake it is.',
    `Then: poc errors add ${out} --checked-by PSEUDONYM`,
  ]
    .map(printable)
    .join('\n');
}

/** @returns what became of every row, and how often work was wrong so far. */
export function addReport(
  source: string,
  { file, checked }: Records,
  sorted: Sorted,
  dryRun: boolean,
): string {
  const { added, alreadyThere, notChecked, refused } = sorted;
  const lines: [number, string][] = [
    [added.length, `${dryRun ? 'would be added' : 'added'} to ${file}`],
    [alreadyThere, 'there already'],
    [notChecked, 'not looked at yet'],
    [refused.length, refused.length === 0 ? 'refused' : 'refused:'],
  ];
  const width = Math.max(...lines.map(([count]) => grouped(count).length));
  const rows = lines.reduce((sum, [count]) => sum + count, 0);
  const all = [...checked, ...added.map((value) => ({ value, file, line: 0 }))];
  const rates = ARMS.flatMap((arm) => {
    const rate = errorRate(all, arm);
    return rate === null ? [] : [`Wrong so far, ${WAYS[arm]}: ${rate.wrong} of ${rate.checked}.`];
  });
  return [
    `${counted(rows, 'row')} in ${shown(source, Number.POSITIVE_INFINITY)}, of which`,
    ...lines.map(([count, what]) => `  ${grouped(count).padStart(width)}  ${what}`),
    ...refusedLines(refused, width + 4),
    ...rates,
    ...(dryRun ? ['Nothing was written (--dry-run).'] : []),
  ]
    .map(printable)
    .join('\n');
}

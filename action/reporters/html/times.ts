import type { ReportValue } from '../../contract/report-value.ts';
import type { Dossier, TimedCase } from '../../readiness/dossier.ts';
import { figure } from './chart.ts';
import { perDot } from './dots.ts';
import { html, type Markup, type Part } from './html.ts';
import type { Numbers } from './numbers.ts';
import { section, table, unknown } from './table.ts';
import { type Arm, drawTimes, labelOf } from './times-chart.ts';

/** How long a case takes, in both arms: every case that counts, and the mean. */
export function times(value: ReportValue | null, dossier: Dossier, numbers: Numbers): Markup {
  const arms: Arm[] = [
    { name: 'Person today', key: 'today', summary: value?.today ?? null, minutes: counted(dossier.today) },
    { name: 'With the POC', key: 'poc', summary: value?.with_poc ?? null, minutes: counted(dossier.withPoc) },
  ];
  const timed = arms.filter(({ minutes }) => minutes.length > 0);
  const takeaway = takeawayOf(value, numbers);
  if (timed.length === 0) return section('times', 'Time of a case', takeaway, NOT_TIMED);
  const chart = figure({
    label: `Minutes a case, one dot each: ${timed.map((arm) => labelOf(arm, numbers)).join('; ')}. ${takeaway}.`,
    draw: (width) => drawTimes(timed, width, numbers),
    caption: captionOf(timed),
    table: tableOf(timed, numbers),
  });
  const missing = timed.length === 2 ? null : arms.find((arm) => arm.minutes.length === 0);
  return section('times', 'Time of a case', takeaway, [
    chart,
    missing == null ? null : NOT_TIMED_IN[missing.key],
  ]);
}

const counted = (rows: readonly TimedCase[]): number[] =>
  rows
    .filter((row) => row.counted)
    .map((row) => row.minutes)
    .sort((a, b) => a - b);

const NOT_TIMED_IN = {
  today: unknown(
    'how long a case takes a person today.',
    html`Time at least 20 cases while they are done: <code>npx poc time</code>.`,
  ),
  poc: unknown(
    'how long a case takes with the POC, review included.',
    html`Time at least 20 cases: <code>npx poc time --assisted</code>.`,
  ),
} as const;
const NOT_TIMED = [NOT_TIMED_IN.today, NOT_TIMED_IN.poc];

function takeawayOf(value: ReportValue | null, numbers: Numbers): string {
  const saved = value?.saved_minutes ?? null;
  if (saved === null) {
    const today = value?.today ?? null;
    return today === null
      ? 'Nobody has timed it yet'
      : `${numbers.minutes(today.mean)} minutes a case today (n=${today.n})`;
  }
  const { mean, low, high } = saved;
  if (low > 0)
    return `${numbers.minutes(mean)} minutes less a case, ${numbers.minutes(low)} to ${numbers.minutes(high)}`;
  if (high < 0)
    return `${numbers.minutes(-mean)} minutes more a case, ${numbers.minutes(-high)} to ${numbers.minutes(-low)}`;
  return `No time saved that could be shown: between ${numbers.minutes(-low)} minutes more and ${numbers.minutes(high)} less a case`;
}

const DOTS = {
  today: { dot: 'A ring', what: 'as done today', rows: '#rows-today' },
  poc: { dot: 'A full dot', what: 'with the POC', rows: '#rows-with-poc' },
} as const satisfies Record<Arm['key'], object>;

function captionOf(arms: readonly Arm[]): Part {
  const dots = arms.map(({ key, minutes }) => {
    const { dot, what, rows } = DOTS[key];
    const each = perDot(minutes);
    return html`${dot} is ${each === 1 ? 'one case' : `${each} cases`} ${what} (<a href="${rows}">${minutes.length} rows</a>). `;
  });
  return html`${dots}Diamond and line: the mean and its 95 % interval. Warm-up is left out.`;
}

const tableOf = (arms: readonly Arm[], numbers: Numbers): Markup =>
  table(
    'Minutes a case',
    ['Figure', ...arms.map((arm) => arm.name)],
    [
      ['Cases that count', ...arms.map(({ summary, minutes }) => String(summary?.n ?? minutes.length))],
      ['Warm-up, left out', ...arms.map(({ summary }) => String(summary?.warm_up ?? 'not known'))],
      ['People', ...arms.map(({ summary }) => String(summary?.people ?? 'not known'))],
      [
        'Mean',
        ...arms.map(({ summary }) => (summary === null ? 'not known' : numbers.minutes(summary.mean))),
      ],
      [
        'Median',
        ...arms.map(({ summary }) => (summary === null ? 'not known' : numbers.minutes(summary.median))),
      ],
      ['Shortest and longest', ...arms.map(({ minutes }) => spread(minutes, numbers))],
    ],
  );

const spread = (minutes: readonly number[], numbers: Numbers): string =>
  `${numbers.minutes(minutes[0] as number)} and ${numbers.minutes(minutes.at(-1) as number)}`;

import * as Plot from '@observablehq/plot';
import type { Report } from '../../contract/report.ts';
import type { ReportValue } from '../../contract/report-value.ts';
import { percent } from '../../readiness/percent.ts';
import { adoptionRows } from '../adoption-rows.ts';
import { things } from '../words.ts';
import { figure, INK, isNarrow } from './chart.ts';
import { html, type Markup } from './html.ts';
import { fullDay, type Numbers } from './numbers.ts';
import { section, table, unknown } from './table.ts';

/** What is known of it. */
type Use = Pick<Report, 'value' | 'adoption'>;
type Week = ReportValue['adoption_weeks'][number];

/** So many weeks can be told apart on a phone, and so many on a desk. */
const WEEKS = { narrow: 10, wide: 26 } as const;

/** How much it is used, week by week, and how: each figure of it with its bar. */
export function adoption({ value, adoption: metrics }: Use, numbers: Numbers): Markup {
  const takeaway = takeawayOf({ value, adoption: metrics }, numbers);
  return section('use', 'Use', takeaway, [
    byWeek(value?.adoption_weeks ?? [], takeaway, numbers),
    inFigures(metrics),
  ]);
}

function byWeek(weeks: readonly Week[], takeaway: string, numbers: Numbers): Markup {
  if (weeks.length === 0)
    return unknown(
      'on how many cases it is used.',
      html`Export use to <code>usage/*.jsonl</code>, and write <code>eligible_per_month</code> in <code>baseline.yaml</code>.`,
    );
  return figure({
    label: `${takeaway}. Cases on which it was tried, of all that there were, in ${things(weeks.length, 'week')}.`,
    draw: (width) => draw(weeks, width, numbers),
    caption: html`Outline: cases that there were in a week. Full: those on which it was tried. Below: the first day of the week, and how many people. From <a href="#sources">the usage export</a>.`,
    table: table(
      'Use by week',
      ['Week from', 'Tried on', 'Cases', 'Share', 'People'],
      weeks.map((week) => [
        fullDay(week.from),
        numbers.count(week.attempted),
        numbers.count(week.eligible),
        shareOf(week),
        String(week.users),
      ]),
    ),
  });
}

const MET = { true: '✓ met', false: '✗ missed', null: '' } as const;

/** Wider than a phone, it scrolls by itself. */
function inFigures(metrics: Report['adoption']): Markup | null {
  if (metrics === null) return null;
  const caption = `How it is used, ${fullDay(metrics.from)} to ${fullDay(metrics.to)}`;
  const rows = adoptionRows(metrics).map(({ what, value, bar, met }) => [what, value, bar, MET[`${met}`]]);
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">${table(
    caption,
    ['By the people who are named', 'Found', 'Asked for', 'Outcome'],
    rows,
    'bars',
  )}</div>`;
}

const shareOf = ({ attempted, eligible }: Week): string =>
  eligible === 0 ? 'no cases' : percent(Math.min(1, attempted / eligible));

function takeawayOf({ value, adoption: metrics }: Use, numbers: Numbers): string {
  const known = value?.adoption ?? null;
  if (known !== null)
    return `Used on ${percent(known.share)} of ${numbers.count(known.eligible)} cases from ${fullDay(known.from)} to ${fullDay(known.to)}, by ${things(known.users, 'person', 'people')}`;
  const weeks = value?.adoption_weeks ?? [];
  if (weeks.length === 0)
    return metrics === null
      ? 'There is no use to show yet'
      : 'It is used, and nobody has counted the cases that there are';
  return `${things(weeks.length, 'week')} of use so far; 28 days are needed for a share`;
}

function draw(all: readonly Week[], width: number, numbers: Numbers): Plot.PlotOptions {
  const weeks = all.slice(-(isNarrow(width) ? WEEKS.narrow : WEEKS.wide));
  const bar = { x: 'from', insetLeft: 2, insetRight: 2 };
  const labelled = weeks.filter(
    (_, i) => (weeks.length - 1 - i) % Math.ceil(weeks.length / (isNarrow(width) ? 4 : 9)) === 0,
  );
  const below = { x: 'from', frameAnchor: 'bottom', fill: INK.text } as const;
  return {
    height: 240,
    margin: 0,
    marginTop: 22,
    marginLeft: 52,
    marginBottom: 48,
    x: { type: 'band', axis: null, domain: weeks.map((week) => week.from), padding: 0.05 },
    y: { label: 'cases a week', labelArrow: 'none', ticks: 4, tickFormat: (at: number) => numbers.count(at) },
    marks: [
      Plot.gridY({ stroke: INK.line, strokeOpacity: 1, ticks: 4 }),
      Plot.barY(weeks, { ...bar, y: 'eligible', fill: INK.paper, stroke: INK.soft, strokeWidth: 1 }),
      Plot.barY(weeks, { ...bar, y: 'attempted', fill: INK.poc }),
      Plot.text(labelled, {
        ...below,
        text: (week: Week) => fullDay(week.from).replace(/ \d{4}$/, ''),
        dy: 18,
      }),
      Plot.text(labelled, {
        ...below,
        text: (week: Week) => things(week.users, 'person', 'people'),
        dy: 36,
        fill: INK.soft,
      }),
    ],
  };
}

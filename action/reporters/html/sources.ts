import type { Report } from '../../contract/report.ts';
import type { ReportValue } from '../../contract/report-value.ts';
import type { Dossier } from '../../readiness/dossier.ts';
import { percent } from '../../readiness/percent.ts';
import { things } from '../words.ts';
import { html, type Markup, type Part } from './html.ts';
import { fullDay, type Numbers } from './numbers.ts';
import { rows } from './rows.ts';
import { section, table } from './table.ts';

/** Where every number comes from: each figure with its rows, what was stated, and the files. */
export function sources(report: Report, dossier: Dossier, numbers: Numbers): Markup {
  const figures = figuresOf(report, numbers);
  return section('sources', 'Where every number comes from', 'Rows, statements and files', [
    figures.length === 0
      ? html`<p class="unknown">There is no figure yet.</p>`
      : table('Figures', ['Figure', 'Value', 'Worked out from'], figures),
    rows(dossier, numbers),
    dossier.sources.length === 0 ? null : files(dossier),
  ]);
}

type Line = readonly [name: string, value: string, from: Part];

const known = <T>(figure: T | null | undefined, line: (figure: T) => Line): Line[] =>
  figure == null ? [] : [line(figure)];

function figuresOf({ value, standing }: Report, numbers: Numbers): Line[] {
  return [
    ...known(value?.today ?? standing.minutes_today, ({ mean, n }) => [
      'Minutes a case today',
      numbers.minutes(mean),
      html`mean of <a href="#rows-today">${n} timed cases</a>`,
    ]),
    ...known(value?.with_poc, ({ mean, n }) => [
      'Minutes a case with the POC',
      numbers.minutes(mean),
      html`mean of <a href="#rows-with-poc">${n} timed cases</a>`,
    ]),
    ...known(value?.saved_minutes, ({ mean, low, high }) => [
      'Minutes saved a case',
      `${numbers.minutes(mean)} (${numbers.minutes(low)} to ${numbers.minutes(high)})`,
      'the difference of the two means; people, then cases, drawn again and again',
    ]),
    ...errorLines(value),
    ...known(standing.pass_rate, ({ rate, passed, rows: of }) => [
      'Right in the eval',
      `${percent(rate)}, ${passed} of ${of}`,
      html`<a href="#files">the results of the eval</a>`,
    ]),
    ...known(value?.adoption, ({ share, attempted, eligible, from, to }) => [
      'Use',
      `${percent(share)}, ${numbers.count(attempted)} of ${numbers.count(eligible)}`,
      html`<a href="#files">the usage export</a>, ${fullDay(from)} to ${fullDay(to)}, over <a href="#rows-stated">the cases a month</a>`,
    ]),
    ...moneyLines(value, numbers),
  ];
}

function errorLines(value: ReportValue | null): Line[] {
  const line =
    (name: string) =>
    ({ rate, wrong, checked }: NonNullable<ReportValue['errors_today']>): Line => [
      name,
      `${percent(rate)}, ${wrong} of ${checked}`,
      html`<a href="#rows-checked">cases that somebody else looked at again</a>`,
    ];
  return [
    ...known(value?.errors_today, line('Wrong today, after all review')),
    ...known(value?.errors_with_poc, line('Wrong with the POC, after all review')),
  ];
}

function moneyLines(value: ReportValue | null, numbers: Numbers): Line[] {
  const draws = html`10,000 seeded draws from the rows above and <a href="#rows-stated">what was stated</a>`;
  const figures = value?.figures;
  if (figures == null) return [];
  return [
    ['Hours freed a year', numbers.amount(figures.hours.p50), draws],
    ['Net a year', numbers.short(figures.net.p50), draws],
    ['Months to pay back', monthsOf(figures.payback_months.p50), draws],
  ];
}

const monthsOf = (months: number | null): string => (months === null ? 'never' : String(Math.round(months)));

const files = ({ sources: all }: Dossier): Markup =>
  html`<div id="files">${table(
    'Files that were read',
    ['What', 'Files', 'Rows'],
    all.map(({ what, files: names, rows: count }) => [
      what,
      html`<code>${names.slice(0, MOST_FILES).join(', ')}</code>${names.length > MOST_FILES ? ` and ${things(names.length - MOST_FILES, 'more file')}` : ''}`,
      count === null ? 'one document' : String(count),
    ]),
  )}</div>`;

const MOST_FILES = 5;

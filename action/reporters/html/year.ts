import type { ReportFigures } from '../../contract/report-value.ts';
import { percent } from '../../readiness/percent.ts';
import { html, type Markup } from './html.ts';
import type { Numbers } from './numbers.ts';
import { table } from './table.ts';

/** What it takes to end at nothing. */
export function breakEven({ break_even: even }: ReportFigures, numbers: Numbers): Markup {
  const lines = [
    even.minutes_saved === null
      ? 'no saving of time would do'
      : `${numbers.minutes(even.minutes_saved)} minutes saved a case`,
    even.adoption === null
      ? 'no use would do'
      : even.adoption > 1
        ? 'not even full use would do'
        : `use on ${percent(even.adoption)} of cases`,
    even.cases_per_year === null
      ? 'no volume would do'
      : `${numbers.amount(even.cases_per_year)} cases a year`,
  ];
  return html`<p>It breaks even, building included, at ${lines.join(', or ')}, all else as it is.</p>`;
}

/** A year, line by line. */
export const sum = ({ lines }: ReportFigures, numbers: Numbers): Markup =>
  table(
    'A year at the mean of everything',
    ['Line', 'Amount'],
    [
      ['Hours freed that become something named', numbers.whole(lines.labour)],
      ['Errors avoided', numbers.whole(lines.errors)],
      ['Taken off for how it was measured', numbers.whole(lines.haircut)],
      ['Cost to run', numbers.whole(lines.run)],
      [html`<strong>Net of a year</strong>`, html`<strong>${numbers.whole(lines.net)}</strong>`],
      ['Built once, not in the net', numbers.whole(lines.build)],
    ],
    'sum',
  );

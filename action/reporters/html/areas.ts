import type { Report, ReportResult } from '../../contract/report.ts';
import { missed } from '../../readiness/result.ts';
import { areasOf, MARKS } from '../words.ts';
import { html, type Markup, withCode } from './html.ts';
import { section } from './table.ts';

/** What is proven, area by area, the weakest first. */
export function areas(report: Report): Markup {
  const rows = areasOf(report);
  const asked = rows.reduce((sum, row) => sum + row.asked, 0);
  const proven = rows.reduce((sum, row) => sum + row.proven, 0);
  const [weakest] = rows;
  const weak = weakest === undefined || weakest.proven === weakest.asked ? '' : `; weakest: ${weakest.area}`;
  return section(
    'readiness',
    'Readiness by area',
    `${proven} of ${asked} checks proven${weak}`,
    rows.map(
      (row) =>
        html`<div class="area"><h3>${row.area} <span class="soft">${row.proven} of ${row.asked} proven</span></h3><ul>${row.results.map(line)}</ul></div>`,
    ),
  );
}

/** The marks of the comment are pictures, which a printer and many a system have no font for. */
const GLYPHS = {
  pass: '✓',
  fail: '✗',
  'not-proven': '○',
  'not-applicable': '–',
  waived: '◐',
} as const satisfies Record<ReportResult['outcome'], string>;

function line(result: ReportResult): Markup {
  const { word } = MARKS[result.outcome];
  const todo = missed(result) && result.remedy !== null ? html` To do: ${withCode(result.remedy)}` : null;
  return html`<li><span class="mark"><span aria-hidden="true">${GLYPHS[result.outcome]}</span> ${word}</span>: ${result.title}. <span class="soft">${withCode(result.message)}${todo}</span></li>`;
}

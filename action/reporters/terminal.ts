import { stripVTControlCharacters, styleText } from 'node:util';
import type { Report, ReportResult } from '../contract/report.ts';
import { NOTHING_MEASURED, nothingMeasured, standingRows } from './standing.ts';
import {
  areasOf,
  blockersOf,
  headline,
  MARKS,
  place,
  positionOf,
  type Todo,
  things,
  todosOf,
  warningsOf,
  whenBlocks,
} from './words.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** Words a report for a terminal. Text of the repository loses its control characters. */
export function terminalReport(report: Report, color: boolean): string {
  const paint: Paint = color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text;
  const parts = [
    paint('bold', headline(report)),
    [...(report.poc === null ? [] : [safe(report.poc.title)]), ...positionOf(report)].join(' · '),
    ...(report.verdict === 'stop' || report.verdict === 'cannot-judge'
      ? [`Why: ${safe(report.reason)}.`]
      : []),
    ...(report.poc === null ? [] : [standing(report)]),
    list('Blocks this pull request', blockersOf(report), report, paint),
    list('Would block later', warningsOf(report), report, paint),
    areas(report, paint),
    paint('dim', footer(report)),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const safe = (text: string): string => stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ');

function standing(report: Report): string {
  if (nothingMeasured(report)) return NOTHING_MEASURED;
  return standingRows(report)
    .map(
      (row) =>
        `  ${row.what.padEnd(12)} person today: ${row.today} · with the POC: ${row.poc}${row.note === '' ? '' : ` (${row.note})`}`,
    )
    .join('\n');
}

function list(title: string, results: readonly ReportResult[], report: Report, paint: Paint): string {
  if (results.length === 0) return '';
  return [paint('bold', title), ...todosOf(results).map((todo) => item(todo, report, paint))].join('\n');
}

function item({ result, also }: Todo, report: Report, paint: Paint): string {
  const where = place(result);
  const waiting = also.length === 0 ? '' : ` and ${things(also.length, 'more check')}`;
  const when = result.blocks ? '' : ` (${whenBlocks(result, report)})`;
  const lines = [
    `  ${MARKS[result.outcome].mark} ${paint('bold', result.id)}${waiting}${when}${where === null ? '' : paint('dim', `  ${safe(where)}`)}`,
    `     ${safe(result.message)}`,
    ...(result.remedy === null ? [] : [`     ${paint('cyan', `→ ${safe(result.remedy)}`)}`]),
  ];
  return lines.join('\n');
}

function areas(report: Report, paint: Paint): string {
  const rows = areasOf(report).flatMap((row) => [
    `  ${row.area.padEnd(12)} ${row.proven}/${row.asked} proven`,
    ...row.results
      .filter((result) => result.outcome === 'pass' || result.outcome === 'waived')
      .map((result) =>
        paint('dim', `    ${MARKS[result.outcome].mark} ${result.id}: ${safe(result.message)}`),
      ),
  ]);
  return [paint('bold', 'Areas, weakest first'), ...rows].join('\n');
}

function footer(report: Report): string {
  const base =
    report.base.commit === null
      ? report.base.how
      : `bars of ${report.base.how} ${report.base.commit.slice(0, 7)}`;
  return `${report.commit === null ? 'files on disk' : `on top of commit ${report.commit.slice(0, 7)}`} · ${base} · ${things(report.results.length, 'check')} of create-poc ${report.version}`;
}

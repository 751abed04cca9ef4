import { styleText } from 'node:util';
import type { Report, ReportResult } from '../contract/report.ts';
import { missed } from '../readiness/result.ts';
import { printable } from '../text/printable.ts';
import { changeWords, sliceRows } from './eval-words.ts';
import { NOTHING_MEASURED, nothingMeasured, standingRows } from './standing.ts';
import { valueLine } from './value-rows.ts';
import { verdictSentence } from './verdict-words.ts';
import {
  areasOf,
  blockersOf,
  headline,
  idsOf,
  MARKS,
  place,
  positionOf,
  saidOf,
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
    [...(report.poc === null ? [] : [printable(report.poc.title)]), ...positionOf(report)].join(' · '),
    printable(verdictSentence(report) ?? ''),
    ...(report.verdict === 'stop' || report.verdict === 'cannot-judge'
      ? [`Why: ${printable(report.reason)}.`]
      : []),
    ...(report.poc === null ? [] : [standing(report)]),
    change(report),
    slices(report, paint),
    list(
      report.as_if === null ? 'Blocks this pull request' : `Would block in ${report.as_if}`,
      blockersOf(report),
      report,
      paint,
    ),
    list('Would block later', warningsOf(report), report, paint, MOST_WARNINGS),
    areas(report, paint),
    paint('dim', footer(report)),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function standing(report: Report): string {
  if (nothingMeasured(report)) return NOTHING_MEASURED;
  return standingRows(report)
    .map(({ what, today, poc, note }) => {
      const told = note === '' ? '' : ` · ${note}`;
      return `  ${what.padEnd(12)} person today: ${today} · with the POC: ${poc}${told}`;
    })
    .concat(worth(report))
    .join('\n');
}

function worth({ value }: Report): string[] {
  const line = valueLine(value);
  return line === null ? [] : [`  worth        ${line.strong} ${line.rest}`];
}

/** What is to be done next is read; all that is to be done some day is not. */
const MOST_WARNINGS = 6;
const MOST_SLICES = 5;
/** A longer name of a case or a slice fills the line. */
const NAME = 40;

const short = (name: string): string => {
  const shown = printable(name);
  return shown.length > NAME ? `${shown.slice(0, NAME)}…` : shown;
};

function change(report: Report): string {
  const words = changeWords(report, short);
  if (words === null) return '';
  const from = printable(report.eval.change?.from ?? '');
  return `Against the base: ${words.found}\n  ${words.basis} · base results: ${from}`;
}

function slices(report: Report, paint: Paint): string {
  const rows = sliceRows(report, MOST_SLICES);
  if (rows.length === 0) return '';
  const more = report.eval.slices_in_all - rows.length;
  return [
    paint('bold', 'Slices, worst first'),
    ...rows.map(({ name, right, bar }) => `  ${short(name)}  ${right}${bar === '' ? '' : `  bar ${bar}`}`),
    ...(more > 0 ? [paint('dim', `  …and ${things(more, 'more slice')}`)] : []),
  ].join('\n');
}

/** @param most so many are told in full, and of the others their ids */
function list(
  title: string,
  results: readonly ReportResult[],
  report: Report,
  paint: Paint,
  most: number = Number.POSITIVE_INFINITY,
): string {
  if (results.length === 0) return '';
  const all = todosOf(results);
  const rest = idsOf(all.slice(most));
  return [
    paint('bold', title),
    ...all.slice(0, most).map((todo) => item(todo, report, paint)),
    ...(rest.length === 0 ? [] : [paint('dim', `  …and ${rest.length} more: ${rest.join(', ')}`)]),
  ].join('\n');
}

/** Words the result of one check. */
export function terminalResult(result: ReportResult): string {
  const todo = result.remedy === null ? [] : [`   → ${printable(result.remedy)}`];
  return [`${MARKS[result.outcome].mark} ${result.id}: ${printable(result.message)}`, ...todo].join('\n');
}

function item(todo: Todo, report: Report, paint: Paint): string {
  const { result, also } = todo;
  const where = place(result);
  const waiting = also.length === 0 ? '' : ` and ${things(also.length, 'more check')}`;
  const when = result.blocks ? '' : ` (${whenBlocks(result, report)})`;
  const lines = [
    `  ${MARKS[result.outcome].mark} ${paint('bold', result.id)}${waiting}${when}${where === null ? '' : paint('dim', `  ${printable(where)}`)}`,
    `     ${printable(saidOf(todo))}`,
    ...(result.remedy === null ? [] : [`     ${paint('cyan', `→ ${printable(result.remedy)}`)}`]),
  ];
  return lines.join('\n');
}

/** What was missed and is listed above with its remedy is not said again; what a later stage asks for is. */
const unlisted = (result: ReportResult): boolean => !missed(result) || !(result.blocks || result.warns);

function areas(report: Report, paint: Paint): string {
  const rows = areasOf(report).flatMap((row) => [
    `  ${row.area.padEnd(12)} ${row.proven}/${row.asked} proven`,
    ...row.results
      .filter(unlisted)
      .map((result) =>
        paint('dim', `    ${MARKS[result.outcome].mark} ${result.id}: ${printable(result.message)}`),
      ),
  ]);
  return [paint('bold', 'Areas, weakest first'), ...rows].join('\n');
}

function footer(report: Report): string {
  const base =
    report.base.commit === null
      ? report.base.how
      : `bars of ${report.base.how} ${report.base.commit.slice(0, 7)}`;
  const asks = report.organisation === null ? '' : ` and of ${printable(report.organisation)}`;
  return `${report.commit === null ? 'files on disk' : `on top of commit ${report.commit.slice(0, 7)}`} · ${base}${asks} · ${things(report.results.length, 'check')} of create-poc ${report.version} · \`npx poc explain CHECK\` tells all about one`;
}

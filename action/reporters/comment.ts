import type { Report } from '../contract/report.ts';
import { changeWords, sliceRows } from './eval-words.ts';
import { code, folded, inline, table, unbroken } from './markdown.ts';
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
  shortDay,
  type Todo,
  things,
  todosOf,
  warningsOf,
  whenBlocks,
} from './words.ts';

const MOST_BLOCKERS = 5;
/** What is to be done next is read; all that is to be done some day is not. */
const MOST_WARNINGS = 8;
const MOST_SLICES = 20;
/** A longer name of a case or a slice would push everything else off a phone. */
const NAME = 40;

/** A part of a comment. When space is short, the optional ones go, last first. */
export type Section = { text: string; optional: boolean };

/** Words a report as the sections of a comment: verdict, standing, blockers, and the rest folded. */
export function commentSections(report: Report, runUrl: string | null): Section[] {
  const keep = (text: string): Section => ({ text, optional: false });
  const fold = (text: string | null): Section[] => (text === null ? [] : [{ text, optional: true }]);
  return [
    keep(`### ${headline(report)}`),
    keep(position(report)),
    keep(sentence(report)),
    ...(report.poc === null ? [] : [keep(standing(report))]),
    keep(worth(report)),
    ...fold(reasonLine(report)),
    keep(blockers(report)),
    ...fold(change(report)),
    ...fold(warnings(report)),
    ...fold(slices(report)),
    ...fold(areas(report)),
    ...fold(waivers(report)),
    ...fold(bars(report)),
    keep(footer(report, runUrl)),
  ].filter((section) => section.text !== '');
}

function position(report: Report): string {
  const title = report.poc === null ? [] : [`**${inline(report.poc.title, 120)}**`];
  // In a repository of several, a POC is known by its folder, also when its own file cannot be read.
  const folder = report.folder === '.' ? [] : [code(`${report.folder}/`)];
  return [...title, ...folder, ...positionOf(report).map((part) => inline(part))].join(' · ');
}

function sentence(report: Report): string {
  const words = verdictSentence(report);
  return words === null ? '' : inline(words, 400);
}

function standing(report: Report): string {
  if (nothingMeasured(report)) return NOTHING_MEASURED;
  // What follows stands below the figure: on a phone a fourth column would lie outside the screen.
  const cells = standingRows(report).map(({ what, today, poc, note }) => [
    what,
    unbroken(today),
    note === '' ? unbroken(poc) : `${unbroken(poc)}<br>${note}`,
  ]);
  return table(['', 'person today', 'with the POC'], cells);
}

function worth(report: Report): string {
  const line = valueLine(report.value);
  return line === null ? '' : `**${inline(line.strong)}** ${inline(line.rest)}`;
}

function change(report: Report): string | null {
  const words = changeWords(report, (id) => code(id, NAME));
  if (words === null) return null;
  const from = inline(report.eval.change?.from ?? '', 100);
  return `**Against the base:** ${words.found}.<br>${words.basis} · base results: ${from}`;
}

function slices(report: Report): string | null {
  const rows = sliceRows(report, MOST_SLICES);
  if (rows.length === 0) return null;
  // A column of bars only where there are bars.
  const barred = rows.some((row) => row.bar !== '');
  const cells = rows.map(({ name, right, bar }) => [
    code(name, NAME),
    unbroken(right),
    ...(barred ? [unbroken(bar)] : []),
  ]);
  const more = report.eval.slices_in_all - rows.length;
  const rest = more > 0 ? `\n\n…and ${things(more, 'more slice')}.` : '';
  return folded(
    'Eval by slice, worst first',
    `${table(['slice', 'right', ...(barred ? ['bar'] : [])], cells)}${rest}`,
  );
}

const A_WIN = 'Stopping a weak case early is a win; the case set and the baseline stay useful.';

function reasonLine(report: Report): string | null {
  if (report.verdict === 'stop') {
    const win = report.stage === 'production' ? '' : ` ${A_WIN}`;
    return `**Why:** ${inline(report.reason)}.${win}`;
  }
  return report.verdict === 'cannot-judge' ? `**Why:** ${inline(report.reason)}.` : null;
}

function blockers(report: Report): string {
  const all = todosOf(blockersOf(report));
  const lines = all.slice(0, MOST_BLOCKERS).map((todo, i) => `${i + 1}. ${item(todo)}`);
  const rest = idsOf(all.slice(MOST_BLOCKERS)).map((id) => code(id));
  return [...lines, ...(rest.length > 0 ? [`\n…and ${rest.length} more: ${rest.join(', ')}.`] : [])].join(
    '\n',
  );
}

function item(todo: Todo): string {
  const { result, also } = todo;
  const said = saidOf(todo);
  const where = result.location === null ? null : place(result);
  const at = where === null || said !== result.message || isToldBy(said, result) ? '' : ` ${code(where)}`;
  const waiting = also.length === 0 ? '' : ` and ${things(also.length, 'more check')}`;
  const next = result.remedy === null ? '' : ` **→** ${inline(result.remedy, 300)}`;
  return `${MARKS[result.outcome].mark} **${result.id}**${waiting}${at}: ${inline(said, 400)}${next}`;
}

/** A message that begins with its place needs no second telling of it, unless that has a line. */
const isToldBy = (said: string, { location }: Todo['result']): boolean =>
  location !== null &&
  (said.startsWith(`${location.file}:`) || (location.line === null && said.startsWith(location.file)));

function warnings(report: Report): string | null {
  const all = todosOf(warningsOf(report));
  if (all.length === 0) return null;
  const lines = all
    .slice(0, MOST_WARNINGS)
    .map((todo) => `- ${item(todo)} *(${whenBlocks(todo.result, report)})*`);
  const rest = idsOf(all.slice(MOST_WARNINGS)).map((id) => code(id));
  if (rest.length > 0) lines.push(`- ${rest.length} more: ${rest.join(', ')}`);
  return folded(`${things(all.length, 'thing')} would block later`, lines.join('\n'));
}

function areas(report: Report): string {
  const rows = areasOf(report).map((row) => [
    row.area,
    `${row.proven}/${row.asked}`,
    row.results
      .map(
        (result) =>
          `${MARKS[result.outcome].mark} ${result.id.split('/')[1]}: ${inline(result.message, 200)}`,
      )
      .join('<br>'),
  ]);
  const proven = report.results.filter((result) => result.outcome === 'pass').length;
  return folded(
    `Readiness by area, weakest first (${proven} of ${report.results.length} checks proven)`,
    table(['area', 'proven', 'checks'], rows),
  );
}

function waivers(report: Report): string | null {
  const waived = report.results.filter((result) => result.outcome === 'waived');
  if (waived.length === 0) return null;
  const lines = waived.map(
    (result) =>
      `- 🟡 **${result.id}** until ${shortDay(result.waived_until ?? '', report.judged_at)}, approved by ${inline(result.waived_by ?? '', 60)}: ${inline(result.message, 200)}`,
  );
  return folded(`${things(waived.length, 'check')} waived`, lines.join('\n'));
}

function bars(report: Report): string | null {
  if (report.bars_changed.length === 0) return null;
  const lines = report.bars_changed.map(
    (one) =>
      `- ${one.loosened ? '⚠️ loosened' : 'tightened'}: ${code(one.bar)} from ${one.from ?? 'none'} to ${one.to ?? 'none'}`,
  );
  return folded(
    'This pull request changes bars',
    `${lines.join('\n')}\n\nThe bars of the base branch decided here.`,
  );
}

function footer(report: Report, runUrl: string | null): string {
  const commit = report.commit === null ? 'files on disk' : `commit ${code(report.commit.slice(0, 7))}`;
  const base =
    report.base.commit === null
      ? report.base.how
      : `bars of ${report.base.how} ${code(report.base.commit.slice(0, 7))}`;
  const asks = report.organisation === null ? '' : ` and of ${inline(report.organisation, 120)}`;
  const full = runUrl === null ? '' : ` · [full report](${runUrl})`;
  return `${commit} · ${inline(base)}${asks} · ${things(report.results.length, 'check')} of create-poc ${inline(report.version)} · at your desk: ${code('npm run gate')}, ${code('npx poc explain CHECK')}${full}`;
}

import { assisted } from '../../contract/study.ts';
import { timing } from '../../contract/timings.ts';
import { yetToCome } from '../../readiness/clock.ts';
import { cellFault } from '../time/cell-fault.ts';
import type { StudyRows } from '../time/folder.ts';
import type { Row } from '../time/row.ts';
import { refKey } from '../time/state.ts';
import { type Moment, readMoment, type TimeForm } from './moment.ts';
import type { ColumnMap, ImportOptions } from './options.ts';

/** A row of the source, by its number there, of which the header is 1; `null` where it is no row of cells. */
export type SourceRow = { row: number; cells: ReadonlyMap<string, string> } | { row: number; unread: string };

/** What became of each row of the source. */
export type Sorted = {
  imported: Row['cells'][];
  alreadyThere: number;
  refused: { row: number; why: string }[];
};

type Known = { started: number; stopped: number; where: string };

/** What rows are made with, besides what they say. */
export type Making = { options: ImportOptions; task: string; now: Date; nameOf(performer: string): string };

/** Sorts all rows of a source: each is imported, there already, or refused with the reason. */
export function sortRows(source: readonly SourceRow[], existing: StudyRows, making: Making): Sorted {
  const sorted: Sorted = { imported: [], alreadyThere: 0, refused: [] };
  const known = knownCases(existing);
  for (const one of source) {
    const made = 'unread' in one ? { why: one.unread } : rowOf(one.cells, making);
    if ('why' in made) {
      sorted.refused.push({ row: one.row, why: made.why });
      continue;
    }
    const key = refKey(made.cells.case_ref ?? '');
    const span = spanOf(made.cells, `row ${one.row}`);
    const before = known.get(key);
    if (before === undefined) {
      known.set(key, span);
      sorted.imported.push(made.cells);
    } else if (before.started === span.started && before.stopped === span.stopped) sorted.alreadyThere++;
    else
      sorted.refused.push({
        row: one.row,
        why: `this case is timed already, with other times (${before.where})`,
      });
  }
  return sorted;
}

function knownCases({ timings, assisted }: StudyRows): Map<string, Known> {
  return new Map(
    [...timings, ...assisted].map(({ value, file, line }) => [
      refKey(value.case_ref),
      spanOf(value, `${file}:${line}`),
    ]),
  );
}

const spanOf = (
  { started_at = '', stopped_at = '' }: { started_at?: string; stopped_at?: string },
  where: string,
): Known => ({
  started: Date.parse(started_at),
  stopped: Date.parse(stopped_at),
  where,
});

type Made = { cells: Row['cells'] } | { why: string };

function rowOf(source: ReadonlyMap<string, string>, { options, task, now, nameOf }: Making): Made {
  const { columns, performerIs, study } = options;
  const of = (cell: keyof ColumnMap): string =>
    columns[cell] === null ? '' : (source.get(columns[cell]) ?? '').trim();
  const started = momentOf(of('started'), options);
  const stopped = momentOf(of('stopped'), options);
  if ('why' in started) return { why: `started ${started.why}` };
  if ('why' in stopped) return { why: `stopped ${stopped.why}` };
  if (yetToCome(stopped.iso, now)) return { why: `stopped at ${stopped.iso}, which is yet to come` };
  const performer = performerIs ?? of('performer');
  const cells = {
    case_ref: of('caseRef'),
    performer: performer === '' || performerIs !== null ? performer : nameOf(performer),
    started_at: started.iso,
    stopped_at: stopped.iso,
    interrupted_s: columns.interrupted === null ? '0' : of('interrupted'),
    method: 'system_timestamps',
    observer: '',
    task,
  };
  for (const cell of ['case_ref', 'performer'] as const) {
    const fault = cellFault(cells[cell]);
    if (fault !== null) return { why: `${cell} ${JSON.stringify(cells[cell])}, ${fault}` };
  }
  if (study === 'timings') return checked(timing.safeParse(cells), cells);
  const whole = { ...cells, ...studyCells(of, options) };
  return checked(assisted.safeParse(whole), whole);
}

function momentOf(text: string, options: ImportOptions): { iso: string } | { why: string } {
  const moment: Moment = text === '' ? { refused: 'is empty' } : readMoment(text, options);
  if (moment === 'no zone') return { why: `${JSON.stringify(text)} names no zone` };
  return 'iso' in moment
    ? moment
    : { why: `${text === '' ? '' : `${JSON.stringify(text)} `}${moment.refused}` };
}

type Parsed = ReturnType<typeof timing.safeParse> | ReturnType<typeof assisted.safeParse>;

function checked(parsed: Parsed, cells: Record<string, string>): Made {
  if (parsed.success) return { cells };
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? '');
  return { why: `${field} ${JSON.stringify(cells[field] ?? '')}: ${issue?.message}` };
}

/** Without the tool there is nothing of it to be timed. */
function studyCells(of: (cell: keyof ColumnMap) => string, { columns, assignment }: ImportOptions) {
  const arm = columns.arm === null ? 'with_poc' : of('arm').toLowerCase();
  const byHand = arm === 'by_hand';
  return {
    t_tool_s: byHand ? '' : of('tool'),
    t_review_s: byHand ? '' : of('review'),
    t_fix_s: byHand ? '' : of('fix'),
    fell_back: byHand || columns.fellBack === null ? 'no' : yesOrNo(of('fellBack')),
    assignment: assignment ?? '',
    arm,
    followed: columns.followed === null ? 'yes' : yesOrNo(of('followed')),
  };
}

const WORDS: Readonly<Record<string, 'yes' | 'no'>> = {
  yes: 'yes',
  true: 'yes',
  1: 'yes',
  no: 'no',
  false: 'no',
  0: 'no',
};

/** What is neither stays, and is refused by the contract. */
export const yesOrNo = (text: string): string => WORDS[text.toLowerCase()] ?? text;

/** @returns what to say of a time of the source that names no zone, where none was given; `null` where there is none such. */
export function zoneProblem(
  source: readonly SourceRow[],
  times: TimeForm & { source: string },
  columns: readonly string[],
): string | null {
  if (times.zone !== null) return null;
  for (const one of source) {
    if ('unread' in one) continue;
    for (const column of columns) {
      const text = (one.cells.get(column) ?? '').trim();
      if (text !== '' && readMoment(text, times) === 'no zone')
        return `${times.source}: row ${one.row}: found ${JSON.stringify(text)}, a time without its zone; expected to be told which. Add --zone with the zone of that system, for example --zone Europe/Berlin.`;
    }
  }
  return null;
}

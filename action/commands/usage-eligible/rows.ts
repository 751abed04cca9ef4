import { type EligibleCase, eligibleCase } from '../../contract/eligible.ts';
import { yetToCome } from '../../readiness/clock.ts';
import { caseKey } from '../../readiness/names.ts';
import { cellFault } from '../time/cell-fault.ts';
import { readMoment, type TimeForm } from '../time-import/moment.ts';
import type { SourceRow } from '../time-import/rows.ts';

/** What became of each row of the source. */
export type Sorted = {
  /** By the time of closing. */
  added: EligibleCase[];
  alreadyThere: number;
  /** Of a case that is listed with another closing: reopened, most often. */
  otherwise: number;
  notClosed: number;
  refused: { row: number; why: string }[];
};

/** What rows are made with, besides what they say. */
export type Making = {
  columns: { caseRef: string; closed: string; closedBy: string };
  times: TimeForm;
  now: Date;
  nameOf(person: string): string;
};

/**
 * Sorts all rows of a source. A case is listed once: with the row that is there, or else with its first closing, so that
 * it does not matter how an export was cut.
 */
export function sortRows(
  source: readonly SourceRow[],
  existing: readonly EligibleCase[],
  making: Making,
): Sorted {
  const sorted: Sorted = { added: [], alreadyThere: 0, otherwise: 0, notClosed: 0, refused: [] };
  const made: EligibleCase[] = [];
  for (const one of source) {
    const row = 'unread' in one ? { why: one.unread } : rowOf(one.cells, making);
    if (row === 'not closed') sorted.notClosed++;
    else if ('why' in row) sorted.refused.push({ row: one.row, why: row.why });
    else made.push(row);
  }
  addEachOnce(
    made.sort((a, b) => momentOf(a) - momentOf(b)),
    existing,
    sorted,
  );
  return sorted;
}

function addEachOnce(rows: readonly EligibleCase[], existing: readonly EligibleCase[], sorted: Sorted): void {
  const listed = new Map([...existing].reverse().map((row) => [caseKey(row.case_ref), row]));
  for (const row of rows) {
    const before = listed.get(caseKey(row.case_ref));
    if (before === undefined) {
      listed.set(caseKey(row.case_ref), row);
      sorted.added.push(row);
    } else if (momentOf(before) === momentOf(row) && before.closed_by === row.closed_by)
      sorted.alreadyThere++;
    else sorted.otherwise++;
  }
}

const momentOf = ({ closed_at: at }: EligibleCase): number => Date.parse(at);

function rowOf(
  cells: ReadonlyMap<string, string>,
  { columns, times, now, nameOf }: Making,
): EligibleCase | 'not closed' | { why: string } {
  const of = (column: string): string => (cells.get(column) ?? '').trim();
  const [caseRef, closed, closedBy] = [of(columns.caseRef), of(columns.closed), of(columns.closedBy)];
  if (closed === '') return 'not closed';
  // At which hours people work tells use from what a script did, so no hour is made up.
  if (/^\d{4}-\d{2}-\d{2}$/.test(closed))
    return { why: `closed "${closed}" is a day; the time of day is needed too, as in ${closed}T09:30:00Z` };
  const moment = readMoment(closed, times);
  if (moment === 'no zone') return { why: `closed ${JSON.stringify(closed)} names no zone` };
  const help = times.format === null ? '; --time-format says how times are written' : '';
  if ('refused' in moment) return { why: `closed ${JSON.stringify(closed)} ${moment.refused}${help}` };
  if (yetToCome(moment.iso, now)) return { why: `closed at ${moment.iso}, which is yet to come` };
  const row = {
    case_ref: caseRef,
    closed_at: moment.iso,
    closed_by: closedBy === '' ? '' : nameOf(closedBy),
  };
  for (const cell of ['case_ref', 'closed_by'] as const) {
    const fault = cellFault(row[cell]);
    if (fault !== null) return { why: `${cell} ${JSON.stringify(row[cell])}, ${fault}` };
  }
  const parsed = eligibleCase.safeParse(row);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0]) as keyof typeof row;
  return { why: `${field} ${JSON.stringify(row[field] ?? '')}: ${issue?.message}` };
}

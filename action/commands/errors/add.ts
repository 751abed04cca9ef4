import { type CheckedCase, checkedCase } from '../../contract/study.ts';
import { caseKey, sameName } from '../../readiness/names.ts';
import { cellFault } from '../time/cell-fault.ts';
import { type SourceRow, yesOrNo } from '../time-import/rows.ts';
import type { Records } from './records.ts';

/** What became of each row of the list. */
export type Sorted = {
  added: CheckedCase[];
  alreadyThere: number;
  notChecked: number;
  refused: { row: number; why: string }[];
};

export const SHEET_COLUMNS = ['case_ref', 'wrong', 'class'] as const;

/** Nobody reads more in a list of kinds of mistakes. */
const MOST_OF_A_CLASS = 100;

/** Sorts all rows of a list that somebody went through. */
export function sortRows(source: readonly SourceRow[], records: Records, checkedBy: string): Sorted {
  const sorted: Sorted = { added: [], alreadyThere: 0, notChecked: 0, refused: [] };
  const made: { row: number; value: CheckedCase }[] = [];
  for (const one of source) {
    const value = 'unread' in one ? { why: one.unread } : rowOf(one.cells, records, checkedBy);
    if (value === 'not checked') sorted.notChecked++;
    else if ('why' in value) sorted.refused.push({ row: one.row, why: value.why });
    else made.push({ row: one.row, value });
  }
  addEachOnce(made, records, sorted);
  return sorted;
}

function addEachOnce(
  made: readonly { row: number; value: CheckedCase }[],
  { checked }: Records,
  sorted: Sorted,
): void {
  const known = new Map(checked.map(({ value }) => [caseKey(value.case_ref), value]));
  for (const { row, value } of made) {
    const key = caseKey(value.case_ref);
    const before = known.get(key);
    if (before === undefined) {
      known.set(key, value);
      sorted.added.push(value);
    } else if (before.wrong === value.wrong && before.class === value.class) sorted.alreadyThere++;
    else sorted.refused.push({ row, why: `${value.case_ref} is there already, with another answer` });
  }
  sorted.refused.sort((a, b) => a.row - b.row);
}

function rowOf(
  cells: ReadonlyMap<string, string>,
  records: Records,
  checkedBy: string,
): CheckedCase | 'not checked' | { why: string } {
  const [ref = '', wrong = '', kind = ''] = SHEET_COLUMNS.map((name) => (cells.get(name) ?? '').trim());
  if (wrong === '' && kind === '') return 'not checked';
  const found = records.finished.get(caseKey(ref));
  if (found === undefined)
    return { why: `case_ref ${JSON.stringify(ref)} is not in ${records.eligibleFile}` };
  const { caseRef, performer, arm } = found;
  if (arm === null)
    return { why: `${caseRef} was tried with the POC and ended otherwise, so it is neither way` };
  const fault = kindFault(yesOrNo(wrong), kind) ?? checkerFault(found, records, checkedBy);
  if (fault !== null) return { why: fault };
  const row = {
    case_ref: caseRef,
    performer,
    checked_by: checkedBy,
    wrong: yesOrNo(wrong),
    class: kind,
    arm,
  };
  const parsed = checkedCase.safeParse(row);
  return parsed.success ? parsed.data : { why: `wrong ${JSON.stringify(wrong)}: expected yes or no` };
}

function kindFault(wrong: string, kind: string): string | null {
  if (wrong === 'no' && kind !== '') return `class ${JSON.stringify(kind)} of what is not wrong`;
  if (wrong === 'yes' && kind === '') return 'class is empty: what kind of mistake is it?';
  if (kind.length > MOST_OF_A_CLASS) return `class of ${kind.length} characters: at most ${MOST_OF_A_CLASS}`;
  const fault = cellFault(kind);
  return fault === null ? null : `class ${JSON.stringify(kind)}, ${fault}`;
}

/** Nobody finds all of their own mistakes. */
function checkerFault(
  { caseRef, performer }: { caseRef: string; performer: string },
  { timed }: Records,
  checkedBy: string,
): string | null {
  const didIt =
    sameName(performer, checkedBy) ||
    timed.some(([key, name]) => key === caseKey(caseRef) && sameName(name, checkedBy));
  return didIt ? `${caseRef} was done by ${checkedBy}: somebody else has to look` : null;
}

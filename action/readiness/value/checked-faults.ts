import type { CheckedCase } from '../../contract/study.ts';
import type { Evidence } from '../evidence.ts';
import { caseKey, nameKey } from '../names.ts';
import type { Row } from '../reading.ts';
import { checkedItself } from './error-rates.ts';

/** Rows of finished cases that cannot be what they say; `what` follows "so many rows". */
export type CheckedFault = { what: string; rows: readonly Row<CheckedCase>[]; remedy: string };

/** @returns what is wrong with the cases that were looked at again; nothing of it is there where all is in order. */
export function checkedFaults({
  checkedCases: { rows },
  timings,
  assisted,
}: Pick<Evidence, 'checkedCases' | 'timings' | 'assisted'>): CheckedFault[] {
  const key = (caseRef: string, name: string) => JSON.stringify([caseKey(caseRef), nameKey(name)]);
  const timed = new Set(
    [...timings.rows, ...assisted.rows].map(({ value }) => key(value.case_ref, value.performer)),
  );
  const withPoc = new Set(
    assisted.rows.filter(({ value }) => value.arm === 'with_poc').map(({ value }) => caseKey(value.case_ref)),
  );
  const another = 'Have somebody else look at them.';
  const faults: CheckedFault[] = [
    { what: 'were checked by whoever did them', rows: rows.filter(checkedItself), remedy: another },
    {
      // The column `performer` is only text; who was timed on the case did it.
      what: 'were checked by whoever was timed on them',
      rows: rows.filter(({ value }) => timed.has(key(value.case_ref, value.checked_by))),
      remedy: another,
    },
    {
      what: 'are of a case that another row is of too',
      rows: repeated(rows),
      remedy: 'Keep one row for each case.',
    },
    {
      what: 'count as done by hand, and were done with the POC',
      rows: rows.filter(({ value }) => value.arm === 'by_hand' && withPoc.has(caseKey(value.case_ref))),
      remedy: 'Write `with_poc` in their column `arm`.',
    },
  ];
  return faults.filter((fault) => fault.rows.length > 0);
}

function repeated(rows: readonly Row<CheckedCase>[]): Row<CheckedCase>[] {
  const seen = new Set<string>();
  return rows.filter(({ value }) => {
    const key = JSON.stringify([caseKey(value.case_ref), value.arm]);
    const again = seen.has(key);
    seen.add(key);
    return again;
  });
}

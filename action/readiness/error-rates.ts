import type { Arm, CheckedCase } from '../contract/study.ts';
import { wilson } from '../statistics/wilson.ts';
import { sameName } from './names.ts';
import type { Row } from './reading.ts';
import type { ErrorRate } from './value-evidence.ts';

/** Nobody finds all of their own mistakes. */
export const checkedItself = ({ value }: Row<CheckedCase>): boolean =>
  sameName(value.checked_by, value.performer);

/** @returns the cases of one arm that somebody else looked at, each once: its first row. */
export function checkedByOthers(rows: readonly Row<CheckedCase>[], arm: Arm): Row<CheckedCase>[] {
  const own = rows.filter((row) => row.value.arm === arm && !checkedItself(row));
  return [...new Map([...own].reverse().map((row) => [row.value.case_ref, row])).values()].reverse();
}

/** @returns how often the work of this arm is wrong; `null` where nobody looked. */
export function errorRate(rows: readonly Row<CheckedCase>[], arm: Arm): ErrorRate | null {
  const checked = checkedByOthers(rows, arm);
  if (checked.length === 0) return null;
  const wrong = checked.filter(({ value }) => value.wrong === 'yes').length;
  const rate = wrong / checked.length;
  return { wrong, checked: checked.length, rate, interval: wilson(rate, checked.length) };
}

import type { Arm, CheckedCase } from '../../contract/study.ts';
import { wilson } from '../../statistics/wilson.ts';
import type { Counted } from '../../value/business-case.ts';
import { caseKey, sameName } from '../names.ts';
import type { Row } from '../reading.ts';
import type { ErrorRate } from './value-evidence.ts';

/** Nobody finds all of their own mistakes. */
export const checkedItself = ({ value }: Row<CheckedCase>): boolean =>
  sameName(value.checked_by, value.performer);

/** @returns the cases of one arm that somebody else looked at, each once: its first row. */
export function checkedByOthers(rows: readonly Row<CheckedCase>[], arm: Arm): Row<CheckedCase>[] {
  const own = rows.filter((row) => row.value.arm === arm && !checkedItself(row));
  return [...new Map([...own].reverse().map((row) => [caseKey(row.value.case_ref), row])).values()].reverse();
}

/** @returns how often the work of this arm is wrong; `null` where nobody looked. */
export function errorRate(rows: readonly Row<CheckedCase>[], arm: Arm): ErrorRate | null {
  const checked = checkedByOthers(rows, arm);
  if (checked.length === 0) return null;
  const wrong = checked.filter(({ value }) => value.wrong === 'yes').length;
  const rate = wrong / checked.length;
  return { wrong, checked: checked.length, rate, interval: wilson(rate, checked.length) };
}

/**
 * The errors that count in the number. Fewer cases than the bar show no rate: those of today are then taken as none, and
 * those with the POC stay where they are worse than what could have gone unseen (value.md: unfavourable, never 0/0).
 *
 * @param least the bar of baseline/error-cost
 * @param timed cases timed with the POC: none seen wrong in n leaves 3 in n possible
 */
export function countedErrors(
  rows: readonly Row<CheckedCase>[],
  least: number,
  timed: number,
): { errorsToday: Counted | null; errorsWithPoc: Counted | null } {
  const [today, withPoc] = [errorRate(rows, 'by_hand'), errorRate(rows, 'with_poc')];
  const counted = ({ wrong, checked }: ErrorRate): Counted => ({ count: wrong, of: checked });
  return {
    errorsToday: today === null || today.checked < least ? null : counted(today),
    errorsWithPoc:
      withPoc === null || (withPoc.checked < least && withPoc.rate <= 3 / timed) ? null : counted(withPoc),
  };
}

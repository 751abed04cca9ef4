import type { Arm } from '../../contract/study.ts';
import { minutesOf } from '../../contract/timings.ts';
import { printable } from '../../text/printable.ts';
import type { Ledger } from './ledger.ts';
import type { Model, Plan } from './model.ts';
import type { Row } from './row.ts';

/** In milliseconds. */
export const MINUTE = 60_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** @returns a duration as a clock shows it: `3:07`, or `1:02:07` from an hour on. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours === 0 ? `${minutes}:${two(seconds % 60)}` : `${hours}:${two(minutes)}:${two(seconds % 60)}`;
}

/** How an arm is called on the screen. */
export const ARM_WORDS = { with_poc: 'With the tool', by_hand: 'By hand' } as const satisfies Record<
  Arm,
  string
>;

/** @returns what to say once a row is in its file. */
export function savedWords({ file, cells }: Row, files: Plan['files']): string {
  const { case_ref, performer, started_at = '', stopped_at = '', reason } = cells;
  if (file === 'discarded') return `Discarded ${case_ref} (${reason}): it is in ${files.discarded}.`;
  const duration = minutesOf({ started_at, stopped_at, interrupted_s: Number(cells.interrupted_s) }) * MINUTE;
  return `Saved ${case_ref}: ${clock(duration)} by ${performer}, in ${files[file]}.`;
}

/** @returns what stays in the shell when a session is over: what was added, and what is still to do. */
export function farewell({ plan, state, ledger }: Model, before: Ledger): string {
  const added = (['timings', 'assisted', 'discarded'] as const).flatMap((file) => {
    const rows = ledger[file].length - before[file].length;
    return rows === 0 ? [] : [`${plan.files[file]}: ${rows} added, ${ledger[file].length} in all.`];
  });
  const kept = state.unsaved.map(
    ({ file, cells }) =>
      `${cells.case_ref} is not in ${plan.files[file]} yet: the next \`poc time\` adds it.`,
  );
  const open =
    state.running === null
      ? []
      : [`${state.running.caseRef} is still on the clock: run \`poc time\` to go on.`];
  const lines = [...added, ...kept, ...open];
  return lines.length === 0 ? 'Nothing was timed.' : lines.map(printable).join('\n');
}

import { iso, type Part } from './event.ts';
import { interruptedAt, partsAt, type Running } from './running.ts';

/** A row that has to come into a CSV file, by its columns. */
export type Row = { file: 'timings' | 'assisted' | 'discarded'; cells: Readonly<Record<string, string>> };

/** Tenths, so that three parts that are rounded are never longer than the whole that is not. */
const seconds = (ms: number): string => String(Math.round(ms / 100) / 10);

/** @returns the row of a case whose clock stopped at a moment. */
export function timedRow(running: Running, at: number): Row {
  const cells = {
    case_ref: running.caseRef,
    performer: running.performer,
    started_at: iso(running.startedAt),
    stopped_at: iso(at),
    interrupted_s: seconds(interruptedAt(running, at)),
    method: 'stopwatch',
    observer: running.observer,
    task: running.task,
  };
  return running.study === 'timings'
    ? { file: 'timings', cells }
    : { file: 'assisted', cells: { ...cells, ...studyCells(running, at) } };
}

function studyCells(running: Running, at: number) {
  const parts = running.arm === 'by_hand' ? {} : partsAt(running, at);
  const cell = (part: Part): string => (parts[part] === undefined ? '' : seconds(parts[part]));
  return {
    t_tool_s: cell('tool'),
    t_review_s: cell('review'),
    t_fix_s: cell('fix'),
    fell_back: yesOrNo(running.arm === 'with_poc' && running.fellBack),
    assignment: running.assignment ?? '',
    arm: running.arm ?? '',
    followed: yesOrNo(running.followed),
  };
}

const yesOrNo = (yes: boolean): 'yes' | 'no' => (yes ? 'yes' : 'no');

/** @returns the row of a case that is not counted. */
export const discardedRow = ({ caseRef, performer, arm }: Running, at: number, reason: string): Row => ({
  file: 'discarded',
  cells: {
    case_ref: caseRef,
    performer,
    discarded_at: iso(at),
    reason,
    arm: arm ?? '',
  },
});

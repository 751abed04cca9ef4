import type { UsageEvent } from '../../contract/usage.ts';
import { caseKey, nameKey } from '../names.ts';
import { dayOfEvent, hasEnd, isAttempt, momentOf, type Use } from './events.ts';
import { isIn, type Window } from './window.ts';

/**
 * What came of a session. `null`: somebody began, and nothing was noted after that. An output that was changed is
 * edited, whatever the event is called.
 */
export type SessionEnd = Exclude<UsageEvent['event'], 'offered' | 'started'> | null;

/** One person at one case, without a pause of a working day. */
export type Session = { user: string; caseRef: string; rows: readonly Use[]; end: SessionEnd };

/**
 * A working day. Lunch, a meeting or a call back is a pause in a case; what lies overnight was put away. (Thirty minutes,
 * as for visits of a web site, would call every lunch a case given up.) In milliseconds.
 */
export const LONGEST_PAUSE = 8 * 60 * 60 * 1000;

/** @returns the sessions of an export, in the order in which they began; what was only offered is none. */
export function sessionsOf(usage: readonly Use[]): Session[] {
  const inTime = usage.filter(isAttempt).sort((a, b) => momentOf(a) - momentOf(b));
  const open = new Map<string, Use[]>();
  const all: Use[][] = [];
  for (const row of inTime) {
    const key = JSON.stringify([nameKey(row.value.user), caseKey(row.value.case_ref)]);
    const own = open.get(key);
    const last = own?.at(-1);
    if (own !== undefined && last !== undefined && momentOf(row) - momentOf(last) <= LONGEST_PAUSE) {
      own.push(row);
      continue;
    }
    const begun = [row];
    open.set(key, begun);
    all.push(begun);
  }
  return all.map(toSession);
}

function toSession(rows: readonly Use[]): Session {
  const { user, case_ref: caseRef } = (rows[0] as Use).value;
  return { user: nameKey(user), caseRef: caseKey(caseRef), rows, end: endOf(rows) };
}

function endOf(rows: readonly Use[]): SessionEnd {
  const ends = rows.filter(hasEnd);
  const last = (ends.at(-1)?.value.event ?? null) as SessionEnd;
  if (last === null || last === 'rejected' || last === 'abandoned' || last === 'fell_back') return last;
  if (ends.some(isEdit)) return 'edited';
  return ends.some(({ value }) => value.event === 'accepted') ? 'accepted' : 'completed';
}

const isEdit = ({ value }: Use): boolean =>
  value.event === 'edited' ||
  (value.edit_share ?? 0) > 0 ||
  (value.output_before !== undefined &&
    value.output_after !== undefined &&
    value.output_before !== value.output_after);

/** @returns the sessions that began on these days. */
export const begunIn = (sessions: readonly Session[], window: Window): Session[] =>
  sessions.filter(({ rows }) => isIn(dayOfEvent(rows[0] as Use), window));

/** Was somebody still at it when the export ended? Nobody knows what came of it. */
export const isOpen = ({ rows, end }: Session, exportEnds: number): boolean =>
  end === null && exportEnds - momentOf(rows.at(-1) as Use) <= LONGEST_PAUSE;

/** @returns whether an output was got and answered in it. */
export const wasDone = ({ end }: Session): boolean =>
  end === 'completed' || end === 'accepted' || end === 'edited' || end === 'rejected';

/** @returns the cases that were at last done with it: what was rejected, given up or ended by hand was done the old way. */
export function doneWithIt(sessions: readonly Session[]): ReadonlySet<string> {
  const last = new Map(
    sessions.filter(({ end }) => end !== null).map((session) => [session.caseRef, session]),
  );
  return new Set(
    [...last.values()]
      .filter((session) => wasDone(session) && session.end !== 'rejected')
      .map(({ caseRef }) => caseRef),
  );
}

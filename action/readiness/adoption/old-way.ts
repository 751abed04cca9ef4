import { daysBetween } from '../clock.ts';
import { caseKey, nameKey } from '../names.ts';
import { dayClosed, type Extract } from './coverage.ts';
import { isAttempt, type Use, usersIn } from './events.ts';
import { doneWithIt, type Session } from './sessions.ts';
import { isRising, type Share, shareOf } from './share.ts';
import { isIn, WINDOW_DAYS, type Window, weekOf, within } from './window.ts';

const WEEKS = WINDOW_DAYS / 7;

/** Of the eligible cases closed by those who used it in the week of closing, those that were done without it. */
export type OldWay = Share & { first: Share | null; last: Share | null; rising: boolean };

/**
 * One use in the week makes somebody a user of that week: who tried it and went back is whom this is about. Who closes
 * cases under a name that no log has is not seen here; coverage counts all cases.
 *
 * @returns `null` where none of them closed a case
 */
export function oldWayOf(
  usage: readonly Use[],
  sessions: readonly Session[],
  extract: Extract,
  window: Window,
): OldWay | null {
  const users = Array.from({ length: WEEKS }, (_, week) =>
    usersIn(within(usage, weekOf(window, week)).filter(isAttempt)),
  );
  const withIt = doneWithIt(sessions);
  // The last row of a case is the one that closed it.
  const cases = new Map(
    extract
      .filter((row) => isIn(dayClosed(row), window))
      .map((row) => [caseKey(row.value.case_ref), row] as const),
  );
  const counts = Array.from({ length: WEEKS }, () => ({ old: 0, all: 0 }));
  for (const [ref, row] of cases) {
    const week = Math.floor(daysBetween(window.from, dayClosed(row)) / 7);
    const own = counts[week];
    if (own === undefined || users[week]?.has(nameKey(row.value.closed_by)) !== true) continue;
    own.all += 1;
    if (!withIt.has(ref)) own.old += 1;
  }
  return told(counts.map(({ old, all }) => shareOf(old, all)));
}

function told(weeks: readonly (Share | null)[]): OldWay | null {
  const [first = null, last = null] = [weeks[0], weeks.at(-1)];
  const whole = shareOf(
    weeks.reduce((sum, week) => sum + (week?.count ?? 0), 0),
    weeks.reduce((sum, week) => sum + (week?.of ?? 0), 0),
  );
  return whole === null ? null : { ...whole, first, last, rising: isRising(first, last) };
}

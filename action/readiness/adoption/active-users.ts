import { nameKey } from '../names.ts';
import { dayOfEvent, doersIn, isDone, type Use } from './events.ts';
import { type Share, shareOf } from './share.ts';
import { WINDOW_DAYS, type Window, weekOf, within } from './window.ts';

/** Who tried it once has tried it. */
const ACTIVE_DAYS = 2;

/**
 * @returns who got something done with it on two days or more of a window
 * @see Microsoft's Copilot dashboard, which counts the last 7 and the last 28 days
 */
export function activeIn(usage: readonly Use[], window: Window): ReadonlySet<string> {
  const days = new Map<string, Set<string>>();
  for (const row of within(usage, window).filter(isDone)) {
    const key = nameKey(row.value.user);
    days.set(key, (days.get(key) ?? new Set()).add(dayOfEvent(row)));
  }
  return new Set([...days].filter(([, own]) => own.size >= ACTIVE_DAYS).map(([user]) => user));
}

/** Of those who got something done with it in the first of four weeks, those who are active in the last. */
export function retentionOf(usage: readonly Use[], window: Window): Share | null {
  const first = doersIn(within(usage, weekOf(window, 0)));
  const last = activeIn(usage, weekOf(window, WINDOW_DAYS / 7 - 1));
  return shareOf([...first].filter((user) => last.has(user)).length, first.size);
}

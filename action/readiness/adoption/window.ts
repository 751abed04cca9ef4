import { daysAfter, daysBetween } from '../clock.ts';
import { dayOfEvent, momentOf, type Use } from './events.ts';

/** Adoption is that of so many days; what a first week shows is curiosity. */
export const WINDOW_DAYS = 28;

/** Days from one to another, both included, as `YYYY-MM-DD` in UTC. */
export type Window = { from: string; to: string };

/** @returns so many days, of which `to` is the last. */
export const windowTo = (to: string, days: number): Window => ({ from: daysAfter(to, 1 - days), to });

/** @param week from 0; the days of a window are cut into weeks from its first */
export const weekOf = ({ from }: Window, week: number): Window => windowTo(daysAfter(from, week * 7 + 6), 7);

export const isIn = (day: string, { from, to }: Window): boolean => day >= from && day <= to;

export const within = (usage: readonly Use[], window: Window): Use[] =>
  usage.filter((row) => isIn(dayOfEvent(row), window));

/** @returns the day of the last event, whatever the order; `null` where there is none. */
export function lastDayOf(usage: readonly Use[]): string | null {
  const [first] = usage;
  if (first === undefined) return null;
  return dayOfEvent(usage.reduce((a, b) => (momentOf(b) > momentOf(a) ? b : a), first));
}

/** @returns the days from the first event to the last, both included; 0 where there is none. */
export function daysCovered(usage: readonly Use[]): number {
  const [first] = usage;
  const last = lastDayOf(usage);
  if (first === undefined || last === null) return 0;
  const earliest = usage.reduce((a, b) => (momentOf(b) < momentOf(a) ? b : a), first);
  return daysBetween(dayOfEvent(earliest), last) + 1;
}

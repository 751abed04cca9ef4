import { DAY, daysAfter, daysBetween } from '../clock.ts';
import type { AdoptionWeek } from '../value/value-evidence.ts';
import { eligibleIn } from './coverage.ts';
import { casesIn, dayOfEvent, doersIn, isAttempt, type Use } from './events.ts';

/** Two years: one event with a mistyped year must not make thousands of weeks. */
const MOST_WEEKS = 104;

/** @returns use week by week, from Monday to Sunday, the last two years of it; weeks without any are there with 0. */
export function adoptionByWeek(usage: readonly Use[], perMonth: number | null): AdoptionWeek[] {
  if (perMonth === null || usage.length === 0) return [];
  const weeks = new Map<string, Use[]>();
  for (const row of usage) {
    const monday = mondayOf(dayOfEvent(row));
    const own = weeks.get(monday) ?? [];
    weeks.set(monday, own);
    if (isAttempt(row)) own.push(row);
  }
  const mondays = [...weeks.keys()].sort();
  const last = mondays.at(-1) as string;
  const length = Math.min(MOST_WEEKS, daysBetween(mondays[0] as string, last) / 7 + 1);
  return Array.from({ length }, (_, week) => {
    const from = daysAfter(last, (week + 1 - length) * 7);
    const own = weeks.get(from) ?? [];
    return { from, attempted: casesIn(own), eligible: eligibleIn(7, perMonth), users: doersIn(own).size };
  });
}

/** @returns the Monday of the week of a day. The first of January 1970 was a Thursday. */
export const mondayOf = (day: string): string =>
  daysAfter(day, -((Math.floor(Date.parse(day) / DAY) + 3) % 7));

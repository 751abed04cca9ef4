import type { UsageEvent } from '../contract/usage.ts';
import { DAY, dayOf, daysAfter, daysBetween } from './clock.ts';
import { isBuilder } from './named-users.ts';
import { caseKey, nameKey } from './names.ts';
import type { Row } from './reading.ts';
import type { Adoption, AdoptionWeek } from './value-evidence.ts';

/** Adoption is that of so many days; what a first week shows is curiosity. */
export const WINDOW_DAYS = 28;

const MONTHS = 12;
const DAYS_A_YEAR = 365.25;

/** Offering it is not using it. */
export const isAttempt = ({ value }: Row<UsageEvent>): boolean => value.event !== 'offered';

/** What was begun and came to nothing that anybody noted is no case done, nor one given up. */
const hasEnd = (row: Row<UsageEvent>): boolean => isAttempt(row) && row.value.event !== 'started';

const dayOfEvent = ({ value }: Row<UsageEvent>): string => dayOf(new Date(value.ts));

/** @returns what those who did not build it did, in the order of time. */
export const realUse = (usage: readonly Row<UsageEvent>[], authors: readonly string[]): Row<UsageEvent>[] =>
  usage.filter(
    ({ value }) => !isBuilder({ pseudonym: value.user, role: value.role, acknowledged_on: null }, authors),
  );

/** @returns the days from the first event to the last, both included; 0 where there is none. */
export function daysCovered(usage: readonly Row<UsageEvent>[]): number {
  const inTime = [...usage].sort((a, b) => Date.parse(a.value.ts) - Date.parse(b.value.ts));
  const [first, last] = [inTime[0], inTime.at(-1)];
  return first === undefined || last === undefined ? 0 : daysBetween(dayOfEvent(first), dayOfEvent(last)) + 1;
}

/**
 * Coverage over the last 28 days of the export, so that the same export gives the same figure on every day.
 *
 * @param usage without its builders
 * @param perMonth eligible cases a month, from the system of record
 * @returns `null` where the export is shorter than that, or the volume is not known
 */
export function adoptionOf(usage: readonly Row<UsageEvent>[], perMonth: number | null): Adoption | null {
  if (perMonth === null || daysCovered(usage) < WINDOW_DAYS) return null;
  const to = dayOfEvent(usage.reduce((a, b) => (Date.parse(b.value.ts) > Date.parse(a.value.ts) ? b : a)));
  const from = daysAfter(to, 1 - WINDOW_DAYS);
  const attempts = usage.filter((row) => hasEnd(row) && dayOfEvent(row) >= from);
  const attempted = casesIn(attempts);
  const eligible = Math.round(eligibleIn(WINDOW_DAYS, perMonth));
  return {
    attempted,
    eligible,
    share: Math.min(1, attempted / eligible),
    from,
    to,
    users: usersIn(attempts),
    topShare: topShareIn(attempts),
  };
}

/** Two years: one event with a mistyped year must not make thousands of weeks. */
const MOST_WEEKS = 104;

/** @returns use week by week, from Monday to Sunday, the last two years of it; weeks without any are there with 0. */
export function adoptionByWeek(usage: readonly Row<UsageEvent>[], perMonth: number | null): AdoptionWeek[] {
  if (perMonth === null || usage.length === 0) return [];
  const weeks = new Map<string, Row<UsageEvent>[]>();
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
    return { from, attempted: casesIn(own), eligible: eligibleIn(7, perMonth), users: usersIn(own) };
  });
}

const eligibleIn = (days: number, perMonth: number): number => (perMonth * MONTHS * days) / DAYS_A_YEAR;

/** The share of the tried cases that one user tried: of whoever tried most. */
function topShareIn(rows: readonly Row<UsageEvent>[]): number {
  const byUser = new Map<string, Set<string>>();
  for (const { value } of rows) {
    const key = nameKey(value.user);
    byUser.set(key, (byUser.get(key) ?? new Set()).add(caseKey(value.case_ref)));
  }
  const most = [...byUser.values()].reduce((top, cases) => Math.max(top, cases.size), 0);
  return most === 0 ? 0 : most / casesIn(rows);
}

const casesIn = (rows: readonly Row<UsageEvent>[]): number =>
  new Set(rows.map(({ value }) => caseKey(value.case_ref))).size;

const usersIn = (rows: readonly Row<UsageEvent>[]): number =>
  new Set(rows.map(({ value }) => nameKey(value.user))).size;

/** The first of January 1970 was a Thursday. */
const mondayOf = (day: string): string => daysAfter(day, -((Math.floor(Date.parse(day) / DAY) + 3) % 7));

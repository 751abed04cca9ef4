/** A day in milliseconds. Days are those of UTC, so each has as many. */
export const DAY = 24 * 60 * 60 * 1000;

/** `YYYY-MM-DD` of a moment, in UTC. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** @returns the day that lies so many days after another, both `YYYY-MM-DD`. */
export const daysAfter = (day: string, days: number): string => dayOf(new Date(Date.parse(day) + days * DAY));

/** @returns the days from one day to another, both `YYYY-MM-DD`; negative when the other lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** Clocks of two machines may differ by this much before a time counts as being in the future. */
const CLOCK_SKEW = 10 * 60 * 1000;

/** @returns whether a moment lies in the future, or cannot be told: what has not happened proves nothing. */
export const yetToCome = (moment: string, now: Date): boolean =>
  !(Date.parse(moment) <= now.getTime() + CLOCK_SKEW);

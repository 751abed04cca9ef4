const DAY_MS = 24 * 60 * 60 * 1000;

/** @returns the day as `YYYY-MM-DD`, in UTC, as the gate counts days. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** @param day `YYYY-MM-DD` */
export function daysAfter(day: string, days: number): string {
  return dayOf(new Date(Date.parse(day) + days * DAY_MS));
}

/** How long a POC has by default before a person decides. */
export const DAYS_TO_DECIDE = 14;

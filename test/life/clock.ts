import { DAY, dayOf } from '../../action/readiness/clock.ts';

/** A Monday morning. */
const FIRST = Date.parse('2027-02-01T09:00:00Z');

/** A moment so many days after the scaffold. */
export const moment = (day: number): Date => new Date(FIRST + day * DAY);

/** `YYYY-MM-DD` of that day. */
export const on = (day: number): string => dayOf(moment(day));

/** Days since the scaffold. */
export const daysUntil = (now: Date): number => (now.getTime() - FIRST) / DAY;

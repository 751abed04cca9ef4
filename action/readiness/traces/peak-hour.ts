import type { EligibleCase } from '../../contract/eligible.ts';
import type { Row } from '../reading.ts';

/**
 * Our policy, for want of a figure that holds everywhere: a month has 21 working days, and the busiest hour of a day
 * brings a fifth of it, which is 1.6 times the mean of eight hours.
 */
const WORKING_DAYS = 21;
const SHARE_OF_A_DAY = 0.2;

/** Arrivals in the hour that a system has to stand, and where the figure comes from. */
export type PeakHour = { perHour: number; from: string };

/**
 * @param perMonth eligible cases a month, as `baseline.yaml` counts them
 * @param eligible cases of the system of record; its busiest clock hour in UTC counts where it is larger
 */
export function peakHour(perMonth: number, eligible: readonly Row<EligibleCase>[]): PeakHour {
  const derived = (perMonth / WORKING_DAYS) * SHARE_OF_A_DAY;
  const busiest = busiestHour(eligible);
  if (busiest !== null && busiest.cases > derived)
    return { perHour: busiest.cases, from: `the busiest hour of the extract, ${busiest.hour}:00 UTC` };
  return {
    perHour: derived,
    from: `${perMonth} a month, in ${WORKING_DAYS} days of which the busiest hour has ${SHARE_OF_A_DAY * 100} %`,
  };
}

function busiestHour(eligible: readonly Row<EligibleCase>[]): { hour: string; cases: number } | null {
  const hours = new Map<string, number>();
  for (const { value } of eligible) {
    const hour = new Date(value.closed_at).toISOString().slice(0, 13).replace('T', ' ');
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  const [first, ...rest] = [...hours].map(([hour, cases]) => ({ hour, cases }));
  return first === undefined ? null : rest.reduce((top, one) => (one.cases > top.cases ? one : top), first);
}

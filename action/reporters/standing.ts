import type { Report } from '../contract/report.ts';
import { percent, percentRange } from '../readiness/percent.ts';

/** One line of the comparison with a person: what it is about, how it is today, how it is with the POC, and what follows. */
export type StandingRow = { what: string; today: string; poc: string; note: string };

const UNKNOWN = 'not measured';

/** Said in place of a table of unknowns. */
export const NOTHING_MEASURED =
  'Against a person today: nothing is measured yet, neither the minutes of a case nor how often it is right.';

export const nothingMeasured = ({ standing }: Pick<Report, 'standing'>): boolean =>
  standing.minutes_today === null && standing.pass_rate === null;

/** Where the POC stands against a person today. What has not been measured says so. */
export function standingRows({ standing }: Pick<Report, 'standing'>): StandingRow[] {
  const { minutes_today: minutes, pass_rate: rate } = standing;
  const today =
    minutes === null ? UNKNOWN : `${minutes.mean.toFixed(1)} min (n=${minutes.n}${rangeOf(minutes)})`;
  const right =
    rate === null ? UNKNOWN : `${percent(rate.rate)} (${percentRange(rate)}), ${rate.passed} of ${rate.rows}`;
  const person = rate === null || rate.to_person === 0 ? '' : `${rate.to_person} went to a person`;
  return [
    { what: 'time a case', today, poc: UNKNOWN, note: '' },
    { what: 'right', today: UNKNOWN, poc: right, note: person },
  ];
}

const rangeOf = ({ low, high }: { low: number | null; high: number | null }): string =>
  low === null || high === null ? '' : `, ${low.toFixed(1)}–${high.toFixed(1)}`;

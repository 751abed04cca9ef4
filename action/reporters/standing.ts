import type { Report } from '../contract/report.ts';
import { percent, percentRange, points } from '../readiness/percent.ts';
import { money } from '../readiness/value/value-words.ts';

/** One line of the comparison with a person: what it is about, how it is today, how it is with the POC, and what follows. */
export type StandingRow = { what: string; today: string; poc: string; note: string };

type Standing = Pick<Report, 'standing' | 'value'>;

const UNKNOWN = 'not measured';

/** Said in place of a table of unknowns. */
export const NOTHING_MEASURED =
  'Against a person today: nothing is measured yet, neither the minutes of a case nor how often it is right.';

export const nothingMeasured = ({ standing, value }: Standing): boolean =>
  standing.minutes_today === null &&
  standing.pass_rate === null &&
  value?.with_poc == null &&
  value?.errors_today == null;

/** Where the POC stands against a person today. What has not been measured says so; money only where there is any. */
export const standingRows = (report: Standing): StandingRow[] => [
  time(report),
  right(report),
  ...cost(report),
];

function time({ standing, value }: Standing): StandingRow {
  const today = value?.today ?? standing.minutes_today;
  const poc = value?.with_poc ?? null;
  const saved = value?.saved_minutes ?? null;
  return {
    what: 'time a case',
    today: today === null ? UNKNOWN : minutes(today, ''),
    poc: poc === null ? UNKNOWN : minutes(poc, saved === null ? '' : ' incl. review'),
    note: saved === null ? '' : `${signed(-saved.mean)} min (${signed(-saved.low)}…${signed(-saved.high)})`,
  };
}

type Arm = { mean: number; n: number; low: number | null; high: number | null };

function minutes({ mean, n, low, high }: Arm, what: string): string {
  const range = low === null || high === null ? '' : `, ${low.toFixed(1)}–${high.toFixed(1)}`;
  return `${mean.toFixed(1)} min${what} (n=${n}${range})`;
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;

const WORDS = {
  usable: 'usable',
  closable: 'closable',
  'not-closable': 'not closable',
} as const;

function right({ standing: { pass_rate: rate }, value }: Standing): StandingRow {
  const today = value?.errors_today ?? null;
  return {
    what: 'right',
    today:
      today === null
        ? UNKNOWN
        : `${percent(1 - today.rate)} (${percentRange({ low: 1 - today.high, high: 1 - today.low })}), ${today.checked - today.wrong} of ${today.checked}`,
    poc:
      rate === null
        ? UNKNOWN
        : `${percent(rate.rate)} (${percentRange(rate)}), ${rate.passed} of ${rate.rows}`,
    note: rate === null ? '' : rateNote(rate),
  };
}

type Rate = NonNullable<Report['standing']['pass_rate']>;

function rateNote({ verdict, unattended, against_person: against, to_person: toPerson }: Rate): string {
  const word = `${WORDS[verdict]} ${unattended ? 'unattended' : 'with review'}`;
  return [
    word,
    ...(against === null ? [] : [points(against)]),
    ...(toPerson === 0 ? [] : [`${toPerson} went to a person`]),
  ].join('; ');
}

function cost({ value }: Standing): StandingRow[] {
  if (value?.cost_per_case == null || value.currency === null) return [];
  const say = (one: number) => money(one, value.currency as string, value.locale);
  const { today, with_poc: poc } = value.cost_per_case;
  return [{ what: 'cost a case', today: say(today), poc: say(poc), note: '' }];
}

import type { AdoptionMetric, ReportAdoption, ReportMetric } from '../contract/report-adoption.ts';
import { percent, percentRange } from '../readiness/percent.ts';

/** A metric in words: what, how much, what is asked for, and whether it is met; `null` where nothing is asked. */
export type AdoptionRow = { what: string; value: string; bar: string; met: boolean | null };

type Unit = 'share' | 'seconds' | 'minutes';

/** What each is, to be followed by its value. */
const NAMES = {
  active_weekly: 'Named users on two of the last 7 days',
  active_monthly: 'Named users on two of the last 28 days',
  coverage: 'Tried, of the eligible cases',
  top_share: 'Cases of the busiest user',
  retention_week4: 'Users of the first week in the fourth',
  abandoned: 'Begun and given up',
  old_way: 'Done without it by those who used it that week',
  accepted: 'Outputs accepted as they were',
  edited: 'Outputs edited',
  heavy_edits: 'Outputs of which over half was changed',
  median_edit: 'What an edit changes, median',
  rejected: 'Outputs rejected',
  reject_reasons: 'Rejections with a reason',
  review_seconds: 'Seconds of review, median, and what reading takes',
  seeds_caught: 'Seeded errors caught',
  errors_escaped: 'Wrong after review, and today’s upper bound',
  minutes_saved: 'Minutes saved a case',
} as const satisfies Record<AdoptionMetric, string>;

const UNITS: Partial<Record<AdoptionMetric, Unit>> = { review_seconds: 'seconds', minutes_saved: 'minutes' };

/** @returns each metric as it is read, those that are not known too: what is missing is said to be. */
export const adoptionRows = ({ metrics }: ReportAdoption): AdoptionRow[] =>
  metrics.map((metric) => ({
    what: NAMES[metric.id],
    value: foundOf(metric),
    bar: barOf(metric),
    met: metric.met,
  }));

function foundOf({ id, value, low, high, count, n }: ReportMetric): string {
  if (value === null) return 'not known';
  const of = count === null ? `n=${n}` : `${count} of ${n}`;
  const range = low === null || high === null ? '' : `, ${rangeOf(id, low, high)}`;
  return `${written(id, value)} (${of}${range})`;
}

function barOf({ id, bar, bar_is: side }: ReportMetric): string {
  if (bar === null || side === null) return '';
  // One in ten worse has to be over nothing too.
  if (id === 'minutes_saved') return 'over 0 in nine of ten draws';
  return `at ${side} ${written(id, bar)}`;
}

const unitOf = (id: AdoptionMetric): Unit => UNITS[id] ?? 'share';
const SHORT = { seconds: 's', minutes: 'min' } as const;

function written(id: AdoptionMetric, value: number): string {
  const unit = unitOf(id);
  return unit === 'share' ? percent(value) : `${decimal(value)} ${SHORT[unit]}`;
}

const rangeOf = (id: AdoptionMetric, low: number, high: number): string =>
  unitOf(id) === 'share' ? percentRange({ low, high }) : `${decimal(low)} to ${decimal(high)}`;

/** A hyphen before a figure is overlooked. */
const decimal = (value: number): string => value.toFixed(1).replace('-', '−');

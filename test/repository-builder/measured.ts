import { stringify } from 'yaml';
import { baseline } from '../../action/contract/baseline.ts';
import type { Assisted, CheckedCase } from '../../action/contract/study.ts';
import type { Timing } from '../../action/contract/timings.ts';
import type { UsageEvent } from '../../action/contract/usage.ts';
import { taskDigest } from '../../action/evidence/task-digest.ts';
import { normalQuantile } from '../../action/statistics/normal.ts';
import { jsonLines } from './files.ts';
import { type Files, HOUR } from './repository.ts';

const DAY = 24 * HOUR;

/** The money of the synthetic example in value.md: $52 an hour, half of the hours, $46,000 to build. */
const VALUE = {
  currency: 'USD',
  hourly_cost: { amount: 52, as_of: '2026-09-01', source: 'finance, rate card 2026' },
  cost_per_error: { low: 20, likely: 35, high: 60, source: 'credit notes of 2025' },
  capture: { share: 0.5, hours_become: 'backlog_cleared', owner: 'Sam Sponsor', accepted_on: '2026-11-02' },
  build: [
    { item: 'two engineers', kind: 'people', days: 50, per_day: 700, spent: true, source: 'time log' },
    { item: 'helpdesk connection', kind: 'integration', amount: 7000, spent: true, source: 'invoice 118' },
    { item: 'two half-days for everybody', kind: 'training', amount: 4000, source: 'offer of the academy' },
  ],
  run: [
    { item: 'model', kind: 'model', per_case: 0.21, source: 'invoice of October' },
    { item: 'hosting and evals', kind: 'infrastructure', per_month: 450, source: 'invoice of October' },
    { item: 'half a day a week of support', kind: 'support', per_month: 1000, source: 'time log' },
  ],
} as const;

const BASELINE = baseline.parse({
  version: 1,
  unit: 'one incoming message',
  start_event: 'the message is opened',
  stop_event: 'the message is filed',
  performer_roles: ['billing clerk'],
  eligible_per_month: 1900,
  volume_query: 'messages received in October, from the helpdesk',
  volume_window: '2026-10-01/2026-10-31',
  exclusions: [],
  value: VALUE,
});

/**
 * Made-up durations: the quantiles of a log-normal, scaled to this mean and put out of order, in whole seconds.
 *
 * @param mean in minutes
 */
function durations(n: number, mean: number, sigma: number): number[] {
  const raw = Array.from({ length: n }, (_, i) => Math.exp(sigma * normalQuantile((i + 0.5) / n)));
  const scale = (mean * 60 * n) / raw.reduce((sum, one) => sum + one, 0);
  const seconds = raw.map((one) => Math.round(one * scale));
  return seconds.map((_, i) => seconds[(i * 7) % n] as number);
}

type Plan = { n: number; people: number; mean: number; sigma: number; from: string; prefix: string };

/** Each person does a case every hour, four a day; the first two take half as long again, as warm-up does. */
function timed({ n, people, mean, sigma, from, prefix }: Plan): Timing[] {
  const cold = 2 * people;
  const all = [...durations(cold, mean * 1.5, 0.1), ...durations(n, mean, sigma)];
  return all.map((seconds, i) => {
    const turn = Math.floor(i / people);
    const start = Date.parse(from) + Math.floor(turn / 4) * DAY + (turn % 4) * HOUR + (i % people) * 61_000;
    return {
      case_ref: `${prefix}-${i + 1}`,
      performer: `person-${(i % people) + 1}`,
      started_at: new Date(start).toISOString(),
      stopped_at: new Date(start + seconds * 1000).toISOString(),
      interrupted_s: 0,
      method: 'stopwatch',
      observer: '',
      task: taskDigest(BASELINE),
    };
  });
}

/** What the POC took of a case, and what a person took to read and mend it. */
function assistedOf(row: Timing, i: number): Assisted {
  const seconds = (Date.parse(row.stopped_at) - Date.parse(row.started_at)) / 1000;
  return {
    ...row,
    t_tool_s: Math.round(seconds * 0.4),
    t_review_s: Math.round(seconds * 0.35),
    t_fix_s: Math.round(seconds * 0.15),
    fell_back: i % 16 === 15 ? 'yes' : 'no',
    assignment: 'before_after',
    arm: 'with_poc',
    followed: 'yes',
  };
}

const checked = (arm: CheckedCase['arm'], wrong: number): CheckedCase[] =>
  Array.from({ length: 200 }, (_, i) => ({
    case_ref: `${arm}-checked-${i + 1}`,
    performer: `person-${(i % 3) + 1}`,
    checked_by: 'person-9',
    wrong: i < wrong ? 'yes' : 'no',
    class: i < wrong ? (['wrong queue', 'wrong customer'][i % 2] as string) : '',
    arm,
  }));

/** So many cases tried on each of 28 days and a week before, by four people in turn. */
function usage(perDay: number, from: string): UsageEvent[] {
  return Array.from({ length: 35 * perDay }, (_, i) => ({
    event: i % 9 === 0 ? 'edited' : 'accepted',
    user: `user-${(i % 4) + 1}`,
    role: 'billing clerk',
    case_ref: `used-${i + 1}`,
    ts: new Date(Date.parse(from) + Math.floor(i / perDay) * DAY + (i % perDay) * 60_000).toISOString(),
  }));
}

/** The day of the example, and the whole days that lie after it. */
const NOW = new Date('2026-11-20T12:00:00Z');
const daysSince = (now: Date): number => Math.floor((now.getTime() - NOW.getTime()) / DAY);

function csv<T extends object>(rows: readonly T[]): string {
  const columns = Object.keys(rows[0] ?? {}) as (keyof T)[];
  return [columns.join(','), ...rows.map((row) => columns.map((column) => row[column]).join(',')), ''].join(
    '\n',
  );
}

/**
 * The files of a POC that has measured everything, with the figures of the synthetic example in value.md: 18.2 minutes
 * by hand (n=32), 7.5 with the POC (n=48), 1,900 cases a month of which some 65 % are tried, errors 9 and 5 of 200. All
 * of it is made up; the spread of the durations is ours.
 *
 * @param now the day of the example, unless a test goes by the real clock
 */
export function measured(now: Date = NOW): Files {
  const later = (moment: string) => new Date(Date.parse(moment) + daysSince(now) * DAY).toISOString();
  const byHand = timed({
    n: 32,
    people: 3,
    mean: 18.2,
    sigma: 0.2,
    from: later('2026-09-07T08:00:00Z'),
    prefix: 'today',
  });
  const withPoc = timed({
    n: 48,
    people: 4,
    mean: 7.5,
    sigma: 0.35,
    from: later('2026-10-05T08:00:00Z'),
    prefix: 'poc',
  });
  return {
    'baseline.yaml': stringify(BASELINE),
    'baseline/timings.csv': csv(byHand),
    'baseline/assisted.csv': csv(withPoc.map(assistedOf)),
    'baseline/errors.csv': csv([...checked('by_hand', 9), ...checked('with_poc', 5)]),
    'usage/export.jsonl': jsonLines(usage(40, later('2026-10-12T08:00:00Z'))),
  };
}

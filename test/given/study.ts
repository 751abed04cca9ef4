import type { EligibleCase, Seed } from '../../action/contract/eligible.ts';
import type { Assisted, CheckedCase, Discarded } from '../../action/contract/study.ts';
import type { Timing } from '../../action/contract/timings.ts';
import type { UsageEvent } from '../../action/contract/usage.ts';
import type { Value } from '../../action/contract/value.ts';
import type { Evidence } from '../../action/readiness/evidence.ts';
import { baseline } from './files.ts';
import { rows } from './rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is timed in a made study: the digest of unit, start and stop. */
export const TASK = '0123456789ab';

/** The n-th turn from a day on: three people, each a case every hour, four a day. */
const turn = (from: string, n: number): number =>
  Date.parse(`${from}T08:00:00Z`) + Math.floor(n / 12) * DAY + (Math.floor(n / 3) % 4) * HOUR;

const iso = (moment: number): string => new Date(moment).toISOString();

type Seconds = { seconds?: number };
const done = (prefix: string, from: string, n: number, seconds: number): Timing => ({
  case_ref: `${prefix}-${n}`,
  performer: `person-${n % 3}`,
  started_at: iso(turn(from, n)),
  stopped_at: iso(turn(from, n) + seconds * 1000),
  interrupted_s: 0,
  method: 'stopwatch',
  observer: '',
  task: TASK,
});

/** 37 durations that spread, out of order. */
const spread = (least: number, step: number, n: number): number => least + step * ((n * 11) % 37);

/** The n-th case by hand: some 18 minutes, in the month before anybody used the POC. */
export const handRow = (n: number, { seconds, ...change }: Partial<Timing> & Seconds = {}): Timing => ({
  ...done('hand', '2026-09-21', n, seconds ?? spread(781, 17, n)),
  ...change,
});

/** The n-th case with the POC: some 8 minutes, of which one is waiting and a half is mending; every tenth fell back. */
export const assistedRow = (
  n: number,
  { seconds, ...change }: Partial<Assisted> & Seconds = {},
): Assisted => ({
  ...done('poc', '2026-10-19', n, seconds ?? spread(301, 11, n)),
  t_tool_s: 60,
  t_review_s: 90,
  t_fix_s: 30,
  fell_back: n % 10 === 9 ? 'yes' : 'no',
  assignment: 'before_after',
  arm: 'with_poc',
  followed: 'yes',
  ...change,
});

/** The n-th finished case that somebody else looked at; every tenth was wrong. */
export const checkedRow = (n: number, change: Partial<CheckedCase> = {}): CheckedCase => ({
  case_ref: `checked-${n}`,
  performer: `person-${n % 3}`,
  checked_by: 'person-9',
  wrong: n % 10 === 9 ? 'yes' : 'no',
  class: n % 10 === 9 ? 'wrong queue' : '',
  arm: 'by_hand',
  ...change,
});

/** The moment of the n-th event: one every 24 minutes from seven o'clock on, give or take what people do. */
const usedAt = (n: number): number =>
  Date.parse('2026-10-19T07:00:00Z') +
  Math.floor(n / 20) * DAY +
  (n % 20) * 1_440_000 +
  ((n * n * 37 + n * 101) % 1439) * 1000;

/** The n-th event: twenty cases a day from 19 October on, by three users in turn. */
export const usageEvent = (n: number, change: Partial<UsageEvent> = {}): UsageEvent => ({
  event: 'accepted',
  user: `user-${(n % 3) + 1}`,
  role: 'support agent',
  case_ref: `used-${n}`,
  ts: iso(usedAt(n)),
  ...change,
});

/** The n-th eligible case: used ones closed a minute after, and as many again that others closed by hand. */
const eligibleCase = (n: number): EligibleCase => ({
  case_ref: n < 560 ? `used-${n}` : `old-${n - 560}`,
  closed_at: iso(usedAt(n % 560) + 60_000),
  closed_by: n < 560 ? `user-${(n % 3) + 1}` : `user-${(n % 5) + 3}`,
});

/** The n-th error that was seeded: one of ten was not caught. */
const seedRow = (n: number): Seed => ({
  seed_id: `seed-${n}`,
  shown_at: iso(usedAt(n * 28)),
  user: `user-${((n * 28) % 3) + 1}`,
  case_ref: `used-${n * 28}`,
  caught: n % 10 !== 9,
  review_s: 40,
  output_characters: 600,
});

export const discardedRow = (n: number, change: Partial<Discarded> = {}): Discarded => ({
  case_ref: `begun-${n}`,
  performer: 'person-0',
  discarded_at: '2026-10-20T09:00:00Z',
  reason: 'the telephone rang',
  arm: '',
  ...change,
});

/** The money: an hour costs 60, half of the hours count, and somebody who owns the budget accepted that. */
export const money = (change: Partial<Value> = {}): Value => ({
  currency: 'EUR',
  locale: 'en',
  hourly_cost: { amount: 60, basis: 'loaded', as_of: '2026-09-01', source: 'finance' },
  cost_per_error: { low: 20, likely: 35, high: 60, source: 'credit notes of 2025' },
  capture: {
    share: 0.5,
    hours_become: 'more_volume',
    owner: 'Sam Sponsor',
    accepted_on: '2026-11-02',
  },
  build: [
    { item: 'engineers', kind: 'people', days: 20, per_day: 700, spent: true, source: 'time log' },
    { item: 'connection', kind: 'integration', amount: 4000, spent: true, source: 'invoice 118' },
    { item: 'half-days for everybody', kind: 'training', amount: 2000, spent: false, source: 'offer' },
  ],
  run: [
    { item: 'model', kind: 'model', per_case: 0.2, source: 'invoice' },
    { item: 'support', kind: 'support', per_month: 500, source: 'time log' },
  ],
  horizon_months: 12,
  discount_rate: null,
  ...change,
});

const many = <T>(file: string, count: number, make: (n: number) => T) => ({
  file,
  rows: rows(
    file,
    Array.from({ length: count }, (_, n) => make(n)),
  ),
});

export const hand = (count = 30, each: (n: number) => Parameters<typeof handRow>[1] = () => ({})) =>
  many('baseline/timings.csv', count, (n) => handRow(n, each(n)));

export const assisted = (count = 36, each: (n: number) => Parameters<typeof assistedRow>[1] = () => ({})) =>
  many('baseline/assisted.csv', count, (n) => assistedRow(n, each(n)));

/** Cases by hand, of which one in ten was wrong, then as many with the POC, of which one in twenty was. */
export function checkedCases(byHand = 200, withPoc = 200) {
  const of = (arm: CheckedCase['arm'], every: number) => (n: number) =>
    checkedRow(n, {
      case_ref: `${arm}-${n}`,
      arm,
      wrong: n % every === every - 1 ? 'yes' : 'no',
      class: n % every === every - 1 ? 'wrong queue' : '',
    });
  return many('baseline/errors.csv', byHand + withPoc, (n) =>
    n < byHand ? of('by_hand', 10)(n) : of('with_poc', 20)(n - byHand),
  );
}

/** Four weeks of use. */
export const usage = (days = 28, each: (n: number) => Partial<UsageEvent> = () => ({})) =>
  many('usage/export.jsonl', days * 20, (n) => usageEvent(n, each(n))).rows;

/** The system of record has 1,104 eligible cases in those four weeks: 1,200 a month. */
export const eligible = (count = 1104) => many('usage/eligible.csv', count, eligibleCase);

export const seeds = (count = 20) => many('evidence/seeds.jsonl', count, seedRow);

/**
 * A POC that has measured everything: lay it over `given.evidence`. 24 cases by hand and 30 with the POC count, the
 * first two of each person are warm-up.
 */
export const study = (over: Partial<Evidence> = {}): Partial<Evidence> => ({
  baseline: baseline({ value: money() }),
  timings: hand(),
  assisted: assisted(),
  checkedCases: checkedCases(),
  usage: usage(),
  eligible: eligible(),
  seeds: seeds(),
  taskDigest: TASK,
  ...over,
});

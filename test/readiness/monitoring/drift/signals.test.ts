import { describe, expect, it } from 'vitest';
import { qualitySignal } from '../../../../action/contract/proofs/quality-signal.ts';
import type { SampledReview } from '../../../../action/contract/sampled-review.ts';
import type { Signal } from '../../../../action/contract/signals.ts';
import type { UsageEvent } from '../../../../action/contract/usage.ts';
import { type Judgement, judgementsFor } from '../../../../action/readiness/monitoring/drift/judgements.ts';
import { evaluateSignal, watchedOf } from '../../../../action/readiness/monitoring/drift/signals.ts';
import { rows } from '../../../given/rows.ts';
import { given } from '../../../given.ts';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-09-07T00:00:00Z');
const day = (n: number) => START + n * DAY;

/** So many judgements in the hours after the start of a day, the first of them bad. */
const judged = (onDay: number, n: number, bad: number): Judgement[] =>
  Array.from({ length: n }, (_, i) => ({ at: day(onDay) + i * 60_000, bad: i < bad }));

const signal = (over: Partial<Signal> = {}): Signal =>
  given.signal({
    id: 'edits',
    metric: 'edit_rate',
    reference_days: 28,
    worse_by: 0.1,
    period_days: 7,
    ...over,
  });

const evaluated = (
  judgements: readonly Judgement[],
  over: Partial<Signal> = {},
  now = day(43),
  since: number | null = null,
) => evaluateSignal(signal(over), judgements, { now, since });

/** A tenth of 200 in the reference, then a week. */
const weeks = (...bads: number[]) => [
  ...judged(0, 200, 20),
  ...bads.flatMap((bad, i) => judged(28 + 7 * i, 100, bad)),
];

describe('a signal', () => {
  it('holds each whole period after the reference against it', () => {
    const { reference, periods, fires_at } = evaluated([
      ...judged(0, 200, 20),
      ...judged(28, 50, 5),
      ...judged(35, 40, 6),
    ]);
    expect(reference).toEqual({
      from: '2026-09-07T00:00:00.000Z',
      to: '2026-10-05T00:00:00.000Z',
      n: 200,
      value: 0.1,
    });
    expect(periods.map(({ from, to, n, value }) => [from.slice(0, 10), to.slice(0, 10), n, value])).toEqual([
      ['2026-10-05', '2026-10-12', 50, 0.1],
      ['2026-10-12', '2026-10-19', 40, 0.15],
    ]);
    expect(fires_at).toBeCloseTo(0.2, 12);
  });

  it.each([
    ['the week is as much worse as the policy says', weeks(20), {}, 'alert'],
    ['it is a hair less', weeks(19), {}, 'fine'],
    ['only an earlier week was worse', weeks(40, 10), {}, 'fine'],
    ['a score has dropped so far', weeks(20), { metric: 'human_score' }, 'alert'],
    ['a score has dropped less', weeks(19), { metric: 'human_score' }, 'fine'],
    ['a score has risen', weeks(0), { metric: 'human_score' }, 'fine'],
  ] as const)('where %s', (_, judgements, over, state) => {
    const now = day(28 + 7 * Math.floor((judgements.length - 200) / 100));
    expect(evaluated(judgements, over, now).state).toBe(state);
  });

  it.each([
    ['nobody has judged anything', [], 43, 'nothing was judged in the reference'],
    ['the reference is not over', judged(0, 200, 20), 27, 'the reference runs until 2026-10-05'],
    ['the first period is a day short', weeks(10), 34, 'no period since the reference is over yet'],
    ['the newest period is empty', weeks(10), 42, 'nothing was judged in the newest period'],
  ] as const)('says that it cannot tell where %s', (_, judgements, now, why) => {
    expect(evaluated(judgements, {}, day(now))).toMatchObject({
      state: 'unknown',
      why_unknown: why,
      detect_days: null,
    });
  });

  it.each([
    [
      'a period of nothing, whose score would be 0',
      'human_score',
      [...judged(0, 200, 0), ...judged(35, 50, 0)],
      null,
    ],
    ['a reference of nothing', 'edit_rate', judged(28, 100, 100), day(0)],
  ] as const)('does not alert for %s', (_, metric, judgements, since) => {
    const { periods } = evaluated(judgements, { metric }, day(42), since);
    expect(periods.map(({ n, alert }) => [n, alert])).toEqual([
      [since === null ? 0 : 100, false],
      [since === null ? 50 : 0, false],
    ]);
  });

  it('can tell as soon as the first period is over', () => {
    expect(evaluated(weeks(10), {}, day(35)).state).toBe('fine');
  });

  it('begins anew on the day that is said', () => {
    const { reference } = evaluated([...judged(-1, 100, 90), ...weeks(10, 10)], {}, day(43), day(0));
    expect(reference).toMatchObject({ from: '2026-09-07T00:00:00.000Z', n: 200, value: 0.1 });
  });

  it('says how much worse a period of this size has to be to show, and in how many days worse_by does', () => {
    const { periods, detect_days } = evaluated(weeks(10), { worse_by: 0.2, per_period: 20 }, day(35));
    // 16 or more of 100 are under 5 % likely at a tenth, and four times in five there from this much more on (scipy 1.17.1).
    expect(periods[0]?.smallest_worsening).toBeCloseTo(0.088181823, 6);
    expect(detect_days).toBe(14);
  });

  it('says the same of a score as of the mistakes that it leaves', () => {
    const of = (metric: Signal['metric']) =>
      evaluated(weeks(10), { metric }, day(35)).periods[0]?.smallest_worsening;
    expect(of('human_score')).toBeCloseTo(of('edit_rate') ?? 0, 12);
  });

  it('fires on its reference, made worse by as much as it fires at, the same each time', () => {
    const { degraded } = evaluated(weeks(10), {}, day(35));
    expect(degraded).toEqual({ n: 200, value: 0.2, fired: true });
    expect(evaluated(weeks(10), {}, day(35)).degraded).toEqual(degraded);
    expect(evaluated(weeks(10), { metric: 'human_score' }, day(35)).degraded).toEqual({
      n: 200,
      value: 0.8,
      fired: true,
    });
    // A tenth of 7 is less than one output, and it takes a whole one.
    expect(evaluated([...judged(0, 7, 0), ...judged(28, 7, 0)], {}, day(35)).degraded).toMatchObject({
      value: 1 / 7,
      fired: true,
    });
  });

  it('does not fire on a reference that cannot get worse by so much', () => {
    const { degraded } = evaluated([...judged(0, 200, 190), ...judged(28, 100, 95)], {}, day(35));
    expect(degraded).toEqual({ n: 200, value: 1, fired: false });
  });

  it.each([
    ['with weeks', weeks(10, 12), 42],
    ['without anything', [], 42],
  ] as const)('is what the gate reads, %s', (_, judgements, now) => {
    const result = {
      evaluated_at: '2026-10-19T00:00:00Z',
      signals: [watchedOf(evaluated(judgements, {}, day(now)))],
    };
    expect(qualitySignal.result.parse(result)).toEqual(result);
  });
});

const answer = (event: UsageEvent['event'], over: Partial<UsageEvent> = {}): UsageEvent => ({
  event,
  user: 'user-1',
  role: 'clerk',
  case_ref: 'msg-1',
  ts: '2026-10-05T09:00:00Z',
  ...over,
});
const ofUsage = (metric: Signal['metric'], ...events: UsageEvent[]) =>
  judgementsFor({ metric }, rows('usage/a.jsonl', events), []).map(({ bad }) => bad);

describe('what people’s answers say', () => {
  const three = [
    answer('accepted'),
    answer('edited', { case_ref: 'msg-2' }),
    answer('rejected', { case_ref: 'msg-3' }),
  ];

  it.each([
    ['edit_rate', [false, true, false]],
    ['override_rate', [false, false, true]],
  ] as const)('to %s', (metric, bad) => {
    expect(ofUsage(metric, ...three)).toEqual(bad);
  });

  it('is nothing of what was only offered, begun, given up or done by hand', () => {
    const others = (['offered', 'started', 'completed', 'abandoned', 'fell_back'] as const).map((event) =>
      answer(event),
    );
    expect(ofUsage('edit_rate', ...others)).toEqual([]);
  });

  it('counts once for an output, by the last', () => {
    const later = { ts: '2026-10-05T10:00:00Z', case_ref: 'MSG-1' };
    expect(ofUsage('edit_rate', answer('edited', later), answer('accepted'), answer('accepted'))).toEqual([
      true,
    ]);
  });

  it('counts twice where a case was run twice', () => {
    const runs = ['a1', 'A1', 'b2'].map((trace_id) => answer('edited', { trace_id }));
    expect(ofUsage('edit_rate', ...runs)).toEqual([true, true]);
  });
});

describe('what a sample says that was looked at again', () => {
  const review = (n: number, correct: boolean, escaped: boolean | null): SampledReview => ({
    case_ref: `msg-${n}`,
    reviewed_at: `2026-10-0${n}T09:00:00Z`,
    by: 'person-9',
    correct,
    escaped,
  });
  const sample = rows('evidence/reviews.jsonl', [
    review(1, true, false),
    review(2, false, false),
    review(3, false, true),
    { ...review(3, true, false), reviewed_at: '2026-10-04T09:00:00Z' },
  ]);

  it.each([
    ['human_score', [false, true, false]],
    ['escaped_errors', [false, false, false]],
  ] as const)('to %s, the last look at a case counting', (metric, bad) => {
    expect(judgementsFor({ metric }, [], sample).map((one) => one.bad)).toEqual(bad);
  });

  it('asks only what had taken effect whether an error escaped', () => {
    const early = [{ value: review(9, false, null), file: 'evidence/reviews.jsonl', line: 1 }];
    const bad = (metric: 'human_score' | 'escaped_errors') =>
      judgementsFor({ metric }, [], early).map((one) => one.bad);
    expect([bad('human_score'), bad('escaped_errors')]).toEqual([[true], []]);
  });

  it('tells an error that escaped from one that was caught', () => {
    expect(judgementsFor({ metric: 'escaped_errors' }, [], sample.slice(0, 3)).map((one) => one.bad)).toEqual(
      [false, false, true],
    );
  });
});

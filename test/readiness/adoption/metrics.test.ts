import { describe, expect, it } from 'vitest';
import type { EligibleCase } from '../../../action/contract/eligible.ts';
import type { UsageEvent } from '../../../action/contract/usage.ts';
import { adoptionMetrics } from '../../../action/readiness/adoption/metrics.ts';
import { isRising, shareOf } from '../../../action/readiness/adoption/share.ts';
import { weeksOfUse } from '../../checks/users/weeks-of-use.ts';
import { given } from '../../given.ts';

type Event = Partial<UsageEvent> & { ts: string };
/** Events of user-1, each of a case of its own unless it says so. */
const events = (...all: Event[]) =>
  given.rows(
    'usage/x.jsonl',
    all.map((change, n) => given.usageEvent(n, { user: 'user-1', ...change })),
  );
const extract = (...all: EligibleCase[]) => given.rows('usage/eligible.csv', all);

type Over = Partial<Parameters<typeof adoptionMetrics>[0]>;
const metrics = (over: Over) =>
  adoptionMetrics({
    usage: [],
    extract: [],
    seeds: [],
    users: given.manifest().value.users,
    authors: [],
    seedDays: 90,
    now: given.now,
    ...over,
  });
/** A window from 23 October to 19 November. */
const FRAME: Event[] = [
  { ts: '2026-10-23T09:00:00Z', event: 'offered', user: 'user-3' },
  { ts: '2026-11-19T09:00:00Z', event: 'offered', user: 'user-3' },
];

describe('the window', () => {
  it('is the 28 days to the last event of a named user', () => {
    const usage = events(
      { ts: '2026-10-01T09:00:00Z' },
      { ts: '2026-11-10T09:00:00Z' },
      { ts: '2026-11-19T09:00:00Z', user: 'x' },
    );
    expect(metrics({ usage })).toMatchObject({ from: '2026-10-14', to: '2026-11-10', days: 41 });
  });

  it('does not end in days that are yet to come', () => {
    const usage = events({ ts: '2026-11-10T09:00:00Z' }, { ts: '2126-11-10T09:00:00Z' });
    expect(metrics({ usage })?.to).toBe('2026-11-10');
  });

  it('is none where nobody who is named has used it', () => {
    expect(metrics({})).toBeNull();
    expect(metrics({ usage: events({ ts: '2026-11-10T09:00:00Z', user: 'x' }) })).toBeNull();
    expect(metrics({ usage: events({ ts: '2026-11-10T09:00:00Z' }), authors: ['user-1'] })).toBeNull();
  });

  it('of 27 days knows no coverage, no retention and no old way', () => {
    const { usage, eligible } = weeksOfUse();
    const from = (day: string) =>
      metrics({ usage: usage.filter(({ value }) => value.ts >= day), extract: eligible.rows });
    expect(from('2026-10-24')).toMatchObject({ days: 27, coverage: null, retention: null, oldWay: null });
    expect(from('2026-10-23')).toMatchObject({
      days: 28,
      coverage: { count: 600, of: 1000 },
      retention: { share: 1 },
      oldWay: { count: 0 },
    });
  });
});

describe('who is active', () => {
  it.each<[string, Event[], number, number]>([
    ['two days of the last seven', [{ ts: '2026-11-13T09:00:00Z' }, { ts: '2026-11-19T09:00:00Z' }], 1, 1],
    [
      'one of the last seven, and one before',
      [{ ts: '2026-11-12T23:59:59Z' }, { ts: '2026-11-19T09:00:00Z' }],
      0,
      1,
    ],
    ['one day', [{ ts: '2026-11-19T08:00:00Z' }, { ts: '2026-11-19T09:00:00Z' }], 0, 0],
    [
      'two days on which cases were given up',
      [
        { ts: '2026-11-18T09:00:00Z', event: 'abandoned' },
        { ts: '2026-11-19T09:00:00Z', event: 'fell_back' },
      ],
      0,
      0,
    ],
    [
      'two days on which outputs were rejected',
      [
        { ts: '2026-11-18T09:00:00Z', event: 'rejected' },
        { ts: '2026-11-19T09:00:00Z', event: 'rejected' },
      ],
      1,
      1,
    ],
  ])('with %s', (_, own, weekly, monthly) => {
    expect(metrics({ usage: events(...FRAME, ...own) })).toMatchObject({
      activeWeekly: { count: weekly, of: 3 },
      activeMonthly: { count: monthly, of: 3 },
    });
  });

  it.each<[string, Event[], number]>([
    [
      'is there with two days of the fourth week',
      [{ ts: '2026-11-13T09:00:00Z' }, { ts: '2026-11-14T09:00:00Z' }],
      1,
    ],
    ['is gone with one', [{ ts: '2026-11-14T09:00:00Z' }], 0],
    [
      'is gone with days of the third week',
      [{ ts: '2026-11-11T09:00:00Z' }, { ts: '2026-11-12T09:00:00Z' }],
      0,
    ],
  ])('of the first week %s', (_, own, count) => {
    const usage = events(...FRAME, { ts: '2026-10-29T09:00:00Z' }, ...own);
    expect(metrics({ usage })?.retention).toMatchObject({ count, of: 1 });
  });

  it('of the first week is nobody who came a day later', () => {
    expect(metrics({ usage: events(...FRAME, { ts: '2026-10-30T09:00:00Z' }) })?.retention).toBeNull();
  });
});

describe('what was given up', () => {
  const one = (...own: Event[]) =>
    metrics({ usage: events(...FRAME, ...own.map((event) => ({ case_ref: 'a', ...event }))) })?.abandoned;

  it.each<[string, Event[], number, number]>([
    [
      'an abandoned case',
      [
        { ts: '2026-11-10T09:00:00Z', event: 'started' },
        { ts: '2026-11-10T09:05:00Z', event: 'abandoned' },
      ],
      1,
      1,
    ],
    ['one that was begun and left', [{ ts: '2026-11-10T09:00:00Z', event: 'started' }], 1, 1],
    [
      'not one that was taken up again after it was abandoned',
      [{ ts: '2026-11-10T09:00:00Z', event: 'abandoned' }, { ts: '2026-11-10T09:05:00Z' }],
      0,
      1,
    ],
    [
      'not one that was ended eight hours later',
      [{ ts: '2026-11-10T09:00:00Z', event: 'started' }, { ts: '2026-11-10T17:00:00Z' }],
      0,
      1,
    ],
    [
      'one that was ended a second after that: two sessions',
      [{ ts: '2026-11-10T09:00:00Z', event: 'started' }, { ts: '2026-11-10T17:00:01Z' }],
      1,
      2,
    ],
    [
      'not one that ended by hand',
      [
        { ts: '2026-11-10T09:00:00Z', event: 'started' },
        { ts: '2026-11-10T09:05:00Z', event: 'fell_back' },
      ],
      0,
      1,
    ],
    [
      'not one that was only offered',
      [{ ts: '2026-11-10T09:00:00Z', event: 'offered' }, { ts: '2026-11-12T09:00:00Z' }],
      0,
      1,
    ],
    [
      'one that another user ended',
      [
        { ts: '2026-11-10T09:00:00Z', event: 'started' },
        { ts: '2026-11-10T09:05:00Z', user: 'user-2' },
      ],
      1,
      2,
    ],
    [
      'nothing that is open when the export ends',
      [{ ts: '2026-11-10T09:00:00Z' }, { ts: '2026-11-19T08:55:00Z', case_ref: 'b', event: 'started' }],
      0,
      1,
    ],
    ['what was open for over eight hours then', [{ ts: '2026-11-19T00:59:59Z', event: 'started' }], 1, 1],
  ])('is %s', (_, own, count, of) => {
    expect(one(...own)).toMatchObject({ count, of });
  });

  it('is nothing of nothing', () => {
    expect(one()).toBeNull();
  });
});

describe('how outputs are answered', () => {
  const done = (...own: Partial<UsageEvent>[]) =>
    metrics({ usage: events(...own.map((event, n) => ({ ts: `2026-11-19T0${n}:00:00Z`, ...event }))) });

  it('is counted by what came of each at last', () => {
    const is = done(
      { event: 'accepted' },
      { event: 'completed' },
      { event: 'edited', edit_share: 0.2 },
      { event: 'rejected', reason: 'wrong queue' },
      { event: 'rejected' },
      { event: 'accepted', case_ref: 'b', edit_share: 0.51 },
      { event: 'edited', case_ref: 'c' },
      { event: 'accepted', case_ref: 'c' },
    );
    expect(is).toMatchObject({
      accepted: { count: 1, of: 7 },
      edited: { count: 3, of: 7 },
      rejected: { count: 2, of: 7 },
      reasons: { count: 1, of: 2 },
      // Of the one that was accepted as it was and the two of which it is known.
      heavyEdits: { count: 1, of: 3 },
      medianEdit: { value: 0.2, n: 2 },
    });
  });

  it('takes an output that came out otherwise for edited, and one that did not for accepted', () => {
    const hashes = (output_after: string) => done({ event: 'accepted', output_before: 'a', output_after });
    expect([hashes('b')?.edited?.count, hashes('a')?.edited?.count]).toEqual([1, 0]);
  });

  it('calls half of an output no heavy edit', () => {
    expect(done({ event: 'edited', edit_share: 0.5 })?.heavyEdits).toMatchObject({ count: 0, of: 1 });
  });

  it('says nothing of edits that nobody measured', () => {
    expect(done({ event: 'edited' })).toMatchObject({ heavyEdits: null, medianEdit: null, reasons: null });
  });

  it('takes 600 characters for 25.2 seconds of reading, and leaves out what there was not to read', () => {
    const is = done(
      { review_s: 20, output_characters: 600 },
      { review_s: 40, output_characters: 600 },
      { review_s: 60, output_characters: 600 },
      { review_s: 1, output_characters: 0 },
      { review_s: 1 },
      { event: 'abandoned', review_s: 1, output_characters: 600 },
    );
    expect(is?.reviews).toEqual({
      n: 3,
      median: 40,
      reading: expect.closeTo(25.21, 2),
      ofReading: expect.closeTo(40 / 25.21, 2),
    });
    expect(done({ review_s: 1 })?.reviews).toBeNull();
  });
});

describe('the old way', () => {
  const closed = (case_ref: string, day: string, closed_by = 'user-1'): EligibleCase => ({
    case_ref,
    closed_at: `${day}T18:00:00Z`,
    closed_by,
  });
  const week = (...all: EligibleCase[]) =>
    metrics({
      usage: events(
        ...FRAME,
        { ts: '2026-10-24T09:00:00Z', case_ref: 'a' },
        { ts: '2026-10-24T10:00:00Z', case_ref: 'b', event: 'fell_back' },
      ),
      extract: extract(...all),
    })?.oldWay;

  it.each<[string, EligibleCase[], number, number]>([
    ['not what was done with it', [closed('A ', '2026-10-24')], 0, 1],
    ['not what was done with it the day before', [closed('a', '2026-10-25')], 0, 1],
    ['what ended by hand', [closed('b', '2026-10-24')], 1, 1],
    ['what it was never tried on', [closed('c', '2026-10-29', ' USER-1')], 1, 1],
    ['a case once, as it was closed last', [closed('c', '2026-10-24', 'x'), closed('c', '2026-10-25')], 1, 1],
  ])('is %s', (_, all, count, of) => {
    expect(week(...all)).toMatchObject({ count, of });
  });

  it.each<[string, EligibleCase]>([
    ['of somebody who does not use it', closed('c', '2026-10-24', 'x')],
    ['of a week in which its closer did not use it', closed('c', '2026-10-30')],
    ['closed before the window', closed('c', '2026-10-22')],
    ['closed after it', closed('c', '2026-11-20')],
  ])('is no case %s', (_, one) => {
    expect(week(one)).toBeNull();
  });

  it.each<[[number, number], [number, number], boolean]>([
    [[10, 100], [30, 100], true],
    [[10, 100], [20, 100], true],
    [[10, 100], [19, 100], false],
    [[30, 100], [10, 100], false],
    [[0, 1], [1, 1], false],
  ])('from %o to %o is rising: %s', (first, last, is) => {
    expect(isRising(shareOf(...first), shareOf(...last))).toBe(is);
  });

  it('is not rising from what nobody knows', () => {
    expect([isRising(null, shareOf(9, 9)), isRising(shareOf(0, 9), null)]).toEqual([false, false]);
  });
});

describe('whoever did most', () => {
  it('is told by cases that were done', () => {
    const usage = events(
      { ts: '2026-11-19T01:00:00Z' },
      { ts: '2026-11-19T02:00:00Z' },
      { ts: '2026-11-19T03:00:00Z', user: 'user-2' },
      { ts: '2026-11-19T04:00:00Z', user: 'user-2', event: 'abandoned' },
    );
    expect(metrics({ usage })?.topShare).toMatchObject({ count: 2, of: 3 });
  });
});

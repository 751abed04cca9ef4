import { describe, expect, it } from 'vitest';
import { USAGE_EVENTS, type UsageEvent } from '../../../action/contract/usage.ts';
import { adoptionOf } from '../../../action/readiness/adoption/coverage.ts';
import { realUse } from '../../../action/readiness/adoption/events.ts';
import { adoptionByWeek } from '../../../action/readiness/adoption/weeks.ts';
import { daysCovered } from '../../../action/readiness/adoption/window.ts';
import { given } from '../../given.ts';

/** Events on these days, each of a case of its own unless it says so. */
const on = (...events: (Partial<UsageEvent> & { day: string })[]) =>
  given.rows(
    'usage/x.jsonl',
    events.map(({ day, ...change }, n) => given.usageEvent(n, { ts: `${day}T12:00:00Z`, ...change })),
  );
/** 1,218 a month are 1,120 in 28 days. */
const PER_MONTH = 1218;

describe('use over 28 days', () => {
  it.each([
    [27, null],
    [28, { attempted: 560, eligible: 1120, from: '2026-10-19', to: '2026-11-15', topShare: 187 / 560 }],
    [29, { attempted: 560, eligible: 1120, from: '2026-10-20', to: '2026-11-16', topShare: 187 / 560 }],
  ])('of an export of %d days is %o', (days, is) => {
    const adoption = adoptionOf(given.usage(days), PER_MONTH);
    if (is === null) expect(adoption).toBeNull();
    else expect(adoption).toEqual({ ...is, share: 0.5, users: 3 });
  });

  it('is not known while nobody has counted what there is to do', () => {
    expect(adoptionOf(given.usage(28), null)).toBeNull();
  });

  it('is that of its last days, whatever the order of the lines', () => {
    const usage = given.usage(40);
    const turned = [...usage].reverse();
    expect(adoptionOf(turned, PER_MONTH)).toEqual(adoptionOf(usage, PER_MONTH));
    expect(adoptionOf(usage, PER_MONTH)).toMatchObject({
      from: '2026-10-31',
      to: '2026-11-27',
      attempted: 560,
    });
  });

  it('counts a case once, and a user once whatever the spelling', () => {
    const usage = on(
      { day: '2026-10-01', case_ref: 'a' },
      { day: '2026-10-28', case_ref: 'a', user: ' USER-1' },
      { day: '2026-10-28', case_ref: 'b' },
    );
    expect(adoptionOf(usage, PER_MONTH)).toMatchObject({ attempted: 2, users: 2 });
  });

  it.each(USAGE_EVENTS)('takes %s for a case that was tried, unless nobody noted how it ended', (event) => {
    const usage = on({ day: '2026-10-01', event: 'offered' }, { day: '2026-10-28', event });
    const open = event === 'offered' || event === 'started';
    expect(adoptionOf(usage, PER_MONTH)?.attempted).toBe(open ? 0 : 1);
  });

  it('is known for the days between its events, whatever year somebody mistyped', () => {
    const usage = on({ day: '2026-10-01' }, { day: '9999-12-31' });
    expect(daysCovered(usage)).toBeGreaterThan(1_000_000);
  });

  it.each(['9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00+14:00'])(
    'is some share also where a zone pushes a year out of four digits (%s)',
    (ts) => {
      const usage = on({ day: '2026-10-01' }, { day: '', ts });
      expect(adoptionOf(usage, PER_MONTH)?.share).toBeGreaterThan(0);
      expect(adoptionByWeek(usage, PER_MONTH)).toHaveLength(104);
    },
  );

  it('leaves out what lies before', () => {
    const usage = on({ day: '2026-09-30' }, { day: '2026-10-01' }, { day: '2026-10-28' });
    expect(adoptionOf(usage, PER_MONTH)).toMatchObject({ attempted: 2, from: '2026-10-01' });
  });

  it('takes a day for that of UTC', () => {
    const usage = on({ day: '2026-10-01' }, { day: '', ts: '2026-10-29T01:30:00+02:00' });
    expect(adoptionOf(usage, PER_MONTH)).toMatchObject({ to: '2026-10-28', attempted: 2 });
  });

  it('is never over everything, and never a share of nothing', () => {
    expect(adoptionOf(given.usage(28), 100)).toMatchObject({ attempted: 560, eligible: 92, share: 1 });
    expect(adoptionOf(on({ day: '2026-10-01' }, { day: '2026-10-28' }), 1)).toMatchObject({
      eligible: 1,
      share: 1,
    });
  });
});

describe('use of what the system of record lists', () => {
  const usage = given.usage(28);
  const extract = given.eligible().rows;

  it('is the share of the listed cases, not of a volume', () => {
    expect(adoptionOf(usage, PER_MONTH, extract)).toMatchObject({ attempted: 560, eligible: 1104 });
  });

  it('counts no case that is not listed, and each listed one once', () => {
    const some = [...extract.slice(10), ...extract.slice(10, 20)];
    expect(adoptionOf(usage, PER_MONTH, some)).toMatchObject({ attempted: 550, eligible: 1094 });
  });

  it('counts a case that was tried before the window and closed in it', () => {
    const early = on({ day: '2026-10-10', case_ref: 'old-0' }).map((row) => row);
    expect(adoptionOf([...early, ...usage], PER_MONTH, extract)?.attempted).toBe(561);
  });

  it('is a share of nothing, and so none, where none was closed in these days', () => {
    const before = extract.map((row) => ({
      ...row,
      value: { ...row.value, closed_at: '2026-01-01T09:00:00Z' },
    }));
    expect(adoptionOf(usage, PER_MONTH, before)).toMatchObject({ attempted: 0, eligible: 0, share: 0 });
  });
});

describe('whoever hands items in', () => {
  const INTAKE = 'intake-1';
  /** Three people answer; so many more cases find no answer, and fall back under the name that handed them in. */
  const handedIn = (fellBack: number) => [
    ...on({ day: '2026-10-01', user: INTAKE, event: 'offered', case_ref: 'offered' }),
    ...given.usage(28),
    ...on(
      ...Array.from({ length: fellBack }, (_, n) => ({
        day: '2026-11-15',
        user: INTAKE,
        event: 'fell_back' as const,
        case_ref: `unknown-${n}`,
      })),
    ),
  ];

  it.each([0, 1, 2000])('is none of the people, also where %d of the items fall back', (fellBack) => {
    const adoption = adoptionOf(handedIn(fellBack), 5000);
    expect(adoption).toMatchObject({ users: 3, attempted: 560 + fellBack, topShare: 187 / 560 });
    expect(adoptionByWeek(handedIn(fellBack), 5000).at(-1)?.users).toBe(3);
  });

  it('is one of them as soon as they answer an output', () => {
    const usage = [...handedIn(1), ...on({ day: '2026-11-15', user: INTAKE, case_ref: 'answered' })];
    expect(adoptionOf(usage, 5000)).toMatchObject({ users: 4, topShare: 187 / 561 });
    expect(adoptionByWeek(usage, 5000).at(-1)?.users).toBe(4);
  });

  it.each(USAGE_EVENTS)('of %s is one of the people where an output was answered', (event) => {
    const usage = on({ day: '2026-10-01' }, { day: '2026-10-28', user: INTAKE, event });
    const answers = ['completed', 'accepted', 'edited', 'rejected'].includes(event);
    expect(adoptionOf(usage, 5000)?.users).toBe(answers ? 2 : 1);
  });
});

describe('days that are covered', () => {
  it('run from the first event to the last, both included', () => {
    expect(daysCovered(on({ day: '2026-10-28' }, { day: '2026-10-01' }))).toBe(28);
    expect(daysCovered(on({ day: '2026-10-01' }))).toBe(1);
    expect(daysCovered([])).toBe(0);
  });
});

describe('use of those who did not build it', () => {
  it('is the rest', () => {
    const usage = on({ day: '2026-10-01', user: 'Bea Builder' }, { day: '2026-10-01', user: 'user-1' });
    expect(realUse(usage, ['bea builder']).map(({ value }) => value.user)).toEqual(['user-1']);
  });
});

describe('use by week', () => {
  it('runs from Monday to Sunday, with weeks of nothing in between', () => {
    // 11 October 2026 is a Sunday.
    const usage = on(
      { day: '2026-10-11' },
      { day: '2026-10-12', case_ref: 'a' },
      { day: '2026-10-18', case_ref: 'a' },
      { day: '2026-10-26', event: 'offered' },
    );
    expect(adoptionByWeek(usage, PER_MONTH)).toEqual(
      [
        ['2026-10-05', 1, 1],
        ['2026-10-12', 1, 2],
        ['2026-10-19', 0, 0],
        ['2026-10-26', 0, 0],
      ].map(([from, attempted, users]) => ({ from, attempted, users, eligible: expect.closeTo(280.1, 1) })),
    );
  });

  it('is none where nothing was counted or used', () => {
    expect(adoptionByWeek(given.usage(28), null)).toEqual([]);
    expect(adoptionByWeek([], PER_MONTH)).toEqual([]);
  });

  it('is that of two years, so that a mistyped year does not make thousands of weeks', () => {
    const weeks = adoptionByWeek(on({ day: '0026-10-11' }, { day: '2026-10-11' }), PER_MONTH);
    expect([weeks.length, weeks[0]?.from, weeks.at(-1)]).toEqual([
      104,
      '2024-10-14',
      expect.objectContaining({ from: '2026-10-05', attempted: 1 }),
    ]);
  });

  it('has 103 and 104 weeks as they are', () => {
    expect(adoptionByWeek(on({ day: '2024-10-20' }, { day: '2026-10-11' }), PER_MONTH)).toHaveLength(104);
    expect(adoptionByWeek(on({ day: '2024-10-21' }, { day: '2026-10-11' }), PER_MONTH)).toHaveLength(103);
  });
});

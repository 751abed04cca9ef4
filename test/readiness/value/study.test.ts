import { describe, expect, it } from 'vitest';
import type { Assisted } from '../../../action/contract/study.ts';
import {
  compareArms,
  meanToolMinutes,
  summarise,
  timedOf,
  unreviewedShare,
} from '../../../action/readiness/value/study.ts';
import { given } from '../../given.ts';

/** A study by coin with so many cases that count in each arm, of enough people that a third of nobody's is warm-up. */
const flipped = (byHand: number, withPoc: number) =>
  given.assisted(byHand + withPoc, (n) => ({
    assignment: 'coin_flip',
    arm: n < byHand ? 'by_hand' : 'with_poc',
    performer: `person-${Math.floor(n / 2)}`,
  })).rows;
const sizes = ({ comparison, byHand, withPoc }: ReturnType<typeof compareArms>) => [
  comparison,
  byHand.counted.length,
  withPoc.counted.length,
];
const alone = (n: number) => ({ performer: `person-${n}` });

describe('the two arms', () => {
  it.each([
    [30, 30, 'coin_flip', 30],
    [31, 30, 'coin_flip', 31],
    [29, 30, 'before_after', 10],
    [30, 29, 'before_after', 10],
  ] as const)('with %d and %d cases by coin are compared as %s', (byHand, withPoc, comparison, counted) => {
    const study = compareArms(given.hand(10, alone).rows, flipped(byHand, withPoc), 2);
    expect(sizes(study)).toEqual([comparison, counted, withPoc]);
  });

  it('are as large as what counts: warm-up does not make 30', () => {
    const rows = flipped(30, 30).map((row, n) =>
      n < 6 ? { ...row, value: { ...row.value, performer: 'ann' } } : row,
    );
    expect(sizes(compareArms([], rows, 2))).toEqual(['before_after', 0, 30]);
    expect(sizes(compareArms([], rows, 0))).toEqual(['coin_flip', 30, 30]);
  });

  it('hold only what a coin assigned, where there is enough of it', () => {
    const rows = [...flipped(30, 30), ...given.assisted(5, alone).rows];
    expect(sizes(compareArms(given.hand(10, alone).rows, rows, 2))).toEqual(['coin_flip', 30, 30]);
  });

  it('else hold every case with the POC, and of those by hand only the timings of today', () => {
    const rows = [...flipped(3, 4), ...given.assisted(5, (n) => ({ performer: `other-${n}` })).rows];
    expect(sizes(compareArms(given.hand(10, alone).rows, rows, 2))).toEqual(['before_after', 10, 9]);
  });

  it('keep what was refused or given up where it was assigned', () => {
    const rows = given.assisted(6, (n) => ({
      ...alone(n),
      followed: n < 2 ? 'no' : 'yes',
      fell_back: 'yes',
    })).rows;
    expect(sizes(compareArms([], rows, 2))).toEqual(['before_after', 0, 6]);
  });
});

describe('an arm in figures', () => {
  it('is what counts of it, the people who did that, and how much was warm-up', () => {
    const { rows } = given.hand(4, (n) => ({ ...alone(n), seconds: 60 * (n + 1) }));
    const arm = { counted: rows.slice(1), warmUp: rows.slice(0, 1) };
    expect(summarise(arm)).toMatchObject({ n: 3, mean: 3, median: 3, people: 3, warmUp: 1 });
    expect(summarise({ counted: [], warmUp: rows })).toBeNull();
  });

  it('has the log-normal interval from five cases on, where it says anything', () => {
    const arm = (minutes: readonly number[]) => ({
      counted: given.hand(minutes.length, (n) => ({ ...alone(n), seconds: 60 * (minutes[n] as number) }))
        .rows,
      warmUp: [],
    });
    // Of 2 to 6 minutes: ȳ = 1.3159, s² = 0.1872; exp(1.4095 ± 2.7764 · √(0.0374 + 0.0044)).
    expect(summarise(arm([2, 3, 4, 5, 6]))?.logNormal).toEqual({
      low: expect.closeTo(2.32, 1),
      high: expect.closeTo(7.22, 1),
    });
    expect(summarise(arm([2, 3, 4, 5]))?.logNormal).toBeNull();
    expect(summarise(arm([1, 1, 1, 60, 3600]))?.logNormal).toBeNull();
  });

  it('is one person to the simulation whatever the spelling, and minutes without interruptions', () => {
    const { rows } = given.hand(2, (n) => ({
      performer: ['Ann', ' ann'][n] as string,
      seconds: 90,
      interrupted_s: 30 * n,
    }));
    expect(timedOf(rows)).toEqual([
      { person: 'ann', minutes: 1.5 },
      { person: 'ann', minutes: 1 },
    ]);
  });
});

describe('the minutes of the tool', () => {
  it.each([
    [[], 0],
    [[null, null], 0],
    [[60, null, 120], 1.5],
    [[0, 60], 0.5],
  ])('of %j seconds are %d on average over the rows that say so', (seconds, mean) => {
    const { rows } = given.assisted(seconds.length, (n) => ({ t_tool_s: seconds[n] ?? null }));
    expect(meanToolMinutes(rows)).toBe(mean);
  });
});

describe('the share without review', () => {
  const share = (...rows: Partial<Assisted>[]) =>
    unreviewedShare(given.assisted(rows.length, (n) => rows[n]).rows);

  it.each<[string, Partial<Assisted>, number]>([
    ['nobody measured', { t_review_s: null }, 0.5],
    ['took no time', { t_review_s: 0 }, 0.5],
    ['took half a second', { t_review_s: 0.5 }, 0],
    ['fell back', { t_review_s: null, fell_back: 'yes' }, 0],
    ['was refused', { t_review_s: null, followed: 'no' }, 0],
  ])('counts a row that %s as it should', (_, row, is) => {
    expect(share(row, {})).toBe(is);
  });

  it('is 0 of nothing', () => {
    expect(share()).toBe(0);
  });
});

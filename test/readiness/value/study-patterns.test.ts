import { describe, expect, it } from 'vitest';
import type { Assisted } from '../../../action/contract/study.ts';
import { patternsToday, patternsWithPoc } from '../../../action/readiness/value/study-patterns.ts';
import { given } from '../../given.ts';

type Today = Parameters<typeof patternsToday>[0];
const today = (over: Partial<Today>) => {
  const files = { timings: given.hand(), assisted: given.assisted(0), usage: [], ...over };
  return patternsToday(files, files.timings.rows);
};
const withPoc = (count: number, each?: Parameters<typeof given.assisted>[1], timings = given.hand()) =>
  patternsWithPoc({
    timings,
    assisted: given.assisted(count, each),
    discarded: { file: 'baseline/discarded.csv', rows: [] },
  });
const whats = (patterns: ReturnType<typeof today>) => patterns.map((one) => one.what);
const places = (patterns: ReturnType<typeof today>) =>
  patterns.flatMap(({ rows }) => rows.map((row) => `${row.file}:${row.line}`));

describe('a study in order', () => {
  it('shows no pattern, neither way', () => {
    expect(today({ assisted: given.assisted(), usage: given.usage() })).toEqual([]);
    expect(withPoc(36)).toEqual([]);
    expect([...today({ timings: given.hand(0) }), ...withPoc(0)]).toEqual([]);
  });
});

describe('timings by hand after the first use', () => {
  /** The 30th case begins on 23 September 2026 at 09:00. */
  const LAST = '2026-09-23T09:00:00Z';
  const used = (ts: string, event: 'offered' | 'started' = 'started') => ({
    usage: given.rows('usage/x.jsonl', [given.usageEvent(0, { ts, event })]),
  });

  it.each([
    ['at the very start of the last cases', LAST, 3],
    ['a second later', '2026-09-23T09:00:01Z', 0],
    ['an hour earlier', '2026-09-23T08:00:00Z', 6],
  ])('are seen when it was used %s', (_, ts, late) => {
    const found = today(used(ts));
    expect(found.map(({ rows }) => rows.length)).toEqual(late === 0 ? [] : [late]);
    if (late > 0)
      expect(whats(found)).toEqual([
        `${late} cases were timed after the first use of the tool (${new Date(ts).toISOString()})`,
      ]);
  });

  it('say so of one case too, by its row', () => {
    const timings = given.hand(30, (n) =>
      n === 4 ? { started_at: '2026-10-01T09:00:00Z', stopped_at: '2026-10-01T09:20:00Z' } : {},
    );
    const found = today({ timings, ...used('2026-09-30T09:00:00Z') });
    expect(whats(found)[0]).toMatch(/^1 case was timed after the first use/);
    expect(places(found)).toEqual(['baseline/timings.csv:5']);
  });

  it('are not seen when it was only offered', () => {
    expect(today(used('2026-09-01T09:00:00Z', 'offered'))).toEqual([]);
  });

  it('are seen when a case of the study was done with the POC before, and not when by hand', () => {
    const first = (arm: Assisted['arm']) =>
      today({
        assisted: given.assisted(1, () => ({
          arm,
          performer: 'zoe',
          started_at: '2026-09-01T09:00:00Z',
          stopped_at: '2026-09-01T09:05:00Z',
        })),
      });
    expect(first('with_poc').map(({ rows }) => rows.length)).toEqual([30]);
    expect(first('by_hand')).toEqual([]);
  });
});

describe('one person in two places', () => {
  const at = (performer: string, started_at: string) =>
    given.assisted(1, () => ({ performer, arm: 'by_hand', started_at, stopped_at: '2026-09-21T09:30:00Z' }));

  it('is seen across the two files, with both rows', () => {
    const found = today({ assisted: at('Person-0', '2026-09-21T08:05:00Z') });
    expect(whats(found)[0]).toMatch(/^person-0 was timed on two cases at once$/i);
    expect(places(found)).toEqual(
      expect.arrayContaining(['baseline/timings.csv:1', 'baseline/assisted.csv:1']),
    );
  });

  it('is not seen of another person, or at another time', () => {
    expect(today({ assisted: at('zoe', '2026-09-21T08:05:00Z') })).toEqual([]);
    expect(today({ assisted: at('person-0', '2026-09-21T09:29:00Z') })).toEqual([]);
  });

  it('is told once for rows of one file: with today’s, and not again with the study', () => {
    const timings = given.hand(2, () => ({ performer: 'ann', started_at: '2026-09-21T08:00:00Z' }));
    expect(today({ timings })).toHaveLength(1);
  });

  it('is seen between the arms of the study', () => {
    const found = withPoc(2, (n) => ({
      performer: 'ann',
      arm: n === 0 ? 'by_hand' : 'with_poc',
      started_at: `2026-10-19T08:0${n}:00Z`,
      stopped_at: '2026-10-19T08:07:00Z',
    }));
    expect(whats(found)).toEqual(['ann was timed on two cases at once']);
  });

  it('is told once within an arm', () => {
    const found = withPoc(2, () => ({ performer: 'ann', started_at: '2026-10-19T08:00:00Z' }));
    expect(whats(found)).toEqual(['ann was timed on two cases at once']);
  });
});

describe('patterns of the study', () => {
  it('are looked for in each arm by itself', () => {
    /** Two arms that hardly vary within and differ between. */
    const arms = withPoc(24, (n) => ({
      arm: n % 2 === 0 ? 'by_hand' : 'with_poc',
      seconds: (n % 2 === 0 ? 900 : 300) + n,
    }));
    expect(whats(arms)).toEqual([
      expect.stringMatching(/^the durations hardly differ/),
      expect.stringMatching(/^the durations hardly differ/),
    ]);
  });

  it('are none of three the same where they stand in two arms', () => {
    const same = (arms: Assisted['arm'][]) => withPoc(3, (n) => ({ arm: arms[n], seconds: 421 }));
    expect(whats(same(['with_poc', 'with_poc', 'with_poc']))).toEqual([
      '3 durations are 421 s to the second',
    ]);
    expect(same(['with_poc', 'by_hand', 'with_poc'])).toEqual([]);
  });

  it('are a case that was timed twice, whichever way', () => {
    const found = withPoc(4, (n) => (n === 3 ? { case_ref: 'poc-1', arm: 'by_hand' } : {}));
    expect(whats(found)).toEqual(['poc-1 was timed twice']);
    expect(places(found)).toEqual(['baseline/assisted.csv:2', 'baseline/assisted.csv:4']);
  });

  it('are told for each time again', () => {
    expect(withPoc(3, () => ({ case_ref: 'poc-1' }))).toHaveLength(2);
  });

  it('are a case that was timed by hand before, unless that was an estimate', () => {
    const known = (method: 'stopwatch' | 'estimate') =>
      withPoc(
        3,
        (n) => ({ case_ref: `hand-${n + 1}` }),
        given.hand(3, () => ({ method })),
      );
    expect(whats(known('stopwatch'))).toEqual([
      '2 cases are timed in `baseline/timings.csv` too, and who knows a case is faster',
    ]);
    expect(places(known('stopwatch'))).toEqual(['baseline/assisted.csv:1', 'baseline/assisted.csv:2']);
    expect(known('estimate')).toEqual([]);
  });

  it('of today are a case that was timed twice', () => {
    const found = today({ timings: given.hand(3, (n) => (n === 2 ? { case_ref: 'hand-0' } : {})) });
    expect(whats(found)).toEqual(['hand-0 was timed twice']);
    expect(places(found)).toEqual(['baseline/timings.csv:1', 'baseline/timings.csv:3']);
  });

  it('are not looked for in estimates: that there are any is what is wrong', () => {
    const guesses = withPoc(3, () => ({ method: 'estimate', seconds: 421, case_ref: 'x', performer: 'ann' }));
    expect(whats(guesses)).toEqual(['3 of 3 attempts of the study are estimates']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../action/readiness/evidence.ts';
import { measure } from '../../../action/readiness/measures.ts';
import { caseKey, nameKey } from '../../../action/readiness/names.ts';
import { timingPatterns } from '../../../action/readiness/value/timing-patterns.ts';
import { given } from '../../given.ts';

type Over = Partial<Evidence>;
const worth = (over: Over = {}) => measure(given.readings(given.study(over)), given.now).value;
const checked = given.study().checkedCases?.rows ?? [];
const byHand = checked.filter(({ value }) => value.arm === 'by_hand');
const withPoc = checked.filter(({ value }) => value.arm === 'with_poc');
const errors = (rows: typeof checked): Over => ({ checkedCases: { file: 'baseline/errors.csv', rows } });
const usage = (user: (n: number) => string): Over => ({ usage: given.usage(28, (n) => ({ user: user(n) })) });
const coin = (poc: number, hand: number): Over => ({
  assisted: given.assisted(poc + hand, (n) => {
    const arm = n < poc ? ('with_poc' as const) : ('by_hand' as const);
    const day = `2026-1${n % 2}-${String(1 + (n % 28)).padStart(2, '0')}T${String(Math.floor(n / 28) % 24).padStart(2, '0')}`;
    return {
      arm,
      assignment: 'coin_flip' as const,
      performer: `person-${n}`,
      started_at: `${day}:00:00Z`,
      stopped_at: `${day}:0${5 + (n % 4)}:${String((n * 7) % 60).padStart(2, '0')}Z`,
    };
  }),
});

/** What somebody tries, what leaves no number then, and the innocent twin of it that keeps one. */
const TRICKS: [string, Over, string, Over][] = [
  [
    'a study in which nobody used the tool',
    {
      assisted: given.assisted(36, (n) => ({
        followed: n < 22 ? 'no' : 'yes',
        fell_back: 'no',
        ...(n < 22 ? { t_review_s: null } : {}),
      })),
    },
    '14 of 30 cases with the POC were done with it to the end.',
    {
      assisted: given.assisted(36, (n) => ({
        followed: n >= 21 ? 'no' : 'yes',
        fell_back: 'no',
        ...(n >= 21 ? { t_review_s: null } : {}),
      })),
    },
  ],
  [
    'slow attempts that become estimates',
    { assisted: given.assisted(36, (n) => (n === 30 ? { method: 'estimate' } : {})) },
    '1 of 36 attempts of the study are estimates',
    { assisted: given.assisted(36) },
  ],
  [
    'a clock that ran on overnight',
    { timings: given.hand(30, (n) => (n === 29 ? { seconds: 12 * 3600 + 1 } : {})) },
    '1 duration is longer than 12 hours without an interruption',
    { timings: given.hand(30, (n) => (n === 29 ? { seconds: 12 * 3600 } : {})) },
  ],
  [
    'interruptions with the POC alone',
    {
      assisted: given.assisted(36, (n) => ({
        interrupted_s: 130 + n,
        t_tool_s: 20,
        t_review_s: 40,
        t_fix_s: 10,
      })),
    },
    'of the time with the POC and 0 % of that by hand is called an interruption',
    {
      assisted: given.assisted(36, (n) => ({
        interrupted_s: 60 + n,
        t_tool_s: 20,
        t_review_s: 40,
        t_fix_s: 10,
      })),
    },
  ],
  [
    'a robot that used it',
    usage(() => 'cron'),
    'One user did 100 % of the cases that were done with it.',
    usage((n) => (n % 5 < 3 ? 'user-1' : `user-${2 + (n % 2)}`)),
  ],
];

describe('a number that somebody wants prettier', () => {
  it.each(TRICKS)('is none with %s', (_, over, says) => {
    const value = worth(over);
    expect(value.gaps.map(({ what }) => what).join(' ')).toContain(says);
    expect([value.headline, value.result]).toEqual([null, null]);
  });

  it.each(TRICKS)('is there without %s', (_trick, _over, _says, innocent) => {
    expect(worth(innocent).gaps).toEqual([]);
  });

  it('shows no saving where rework or invention may have eaten it', () => {
    const unreviewed = worth({ assisted: given.assisted(36, () => ({ t_review_s: null })) });
    expect([unreviewed.saved, unreviewed.costPerCase]).toEqual([null, null]);
    expect(worth().saved).not.toBeNull();
    expect(worth({ usage: [] }).saved).not.toBeNull();
  });

  it('takes a coin that never falls for the POC for none', () => {
    const whats = (over: Over) => worth(over).doubts.withPoc.map(({ what }) => what);
    expect(whats(coin(30, 90))).toContainEqual(
      'the coin fell 30 times for the POC and 90 times against it, as no fair one does',
    );
    expect(whats(coin(50, 70)).filter((what) => what.includes('coin'))).toEqual([]);
  });
});

describe('errors of few cases', () => {
  it('of today are taken as none: three bad ones are no rate', () => {
    const three = byHand.filter(({ value }) => value.wrong === 'yes').slice(0, 3);
    const value = worth(errors([...three, ...withPoc]));
    expect(value.inputs?.errorsToday).toBeNull();
    expect(value.notes).toContain(
      'Too few finished cases of today were looked at again, so their errors are taken as none.',
    );
    expect(worth(errors([...byHand.slice(0, 49), ...withPoc])).inputs?.errorsToday).toBeNull();
    expect(worth(errors([...byHand.slice(0, 50), ...withPoc])).inputs?.errorsToday).toMatchObject({ of: 50 });
  });

  it('with the POC count only where they are worse than what could have gone unseen', () => {
    const right = withPoc.filter(({ value }) => value.wrong === 'no').slice(0, 20);
    const wrong = withPoc.filter(({ value }) => value.wrong === 'yes').slice(0, 3);
    expect(worth(errors([...byHand, ...right])).inputs?.errorsWithPoc).toBeNull();
    expect(worth(errors([...byHand, ...right, ...wrong])).inputs?.errorsWithPoc).toEqual({
      count: 3,
      of: 23,
    });
  });
});

describe('another spelling', () => {
  it.each(['CASE-1', 'case\u20111', 'case-1\u200b', ' case - 1'])(
    'of a case, %j, is no other case',
    (ref) => {
      expect(caseKey(ref)).toBe(caseKey('case-1'));
    },
  );

  it('of a name that nobody can see is no other person', () => {
    expect(nameKey('person-1\u200b')).toBe(nameKey('person-1'));
    expect(caseKey('case-1')).not.toBe(caseKey('case-11'));
  });
});

describe('many honest timings', () => {
  const many = (n: number, seconds: (i: number) => number) =>
    given.rows(
      'baseline/timings.csv',
      Array.from({ length: n }, (_, i) =>
        given.timing(i, {
          performer: `p-${i}`,
          started_at: '2026-11-16T08:00:00Z',
          seconds: seconds(i),
        }),
      ),
    );

  it('are judged in no time, however close they lie', () => {
    const found = timingPatterns(many(4000, (i) => 600 + ((i * 37) % 241)));
    expect(found).toEqual([]);
    expect(timingPatterns(many(160, (i) => (i === 0 ? 601 : 600))).map(({ what }) => what)[0]).toMatch(
      /exact multiples/,
    );
  });
});

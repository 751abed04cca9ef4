import { describe, expect, it } from 'vitest';
import { adoptionThreshold } from '../../../action/checks/users/adoption-threshold.ts';
import type { UsageEvent } from '../../../action/contract/usage.ts';
import { asFound, useMade } from '../../given/proven/users.ts';
import { given } from '../../given.ts';
import { type Story, tellStories } from '../story.ts';
import { dayOfCase, usual, type Went, weeksOfUse } from './weeks-of-use.ts';

/** 1,087 a month are 1,000 in 28 days. */
const baseline = given.baseline({ eligible_per_month: 1087 });

type Tale = Omit<Story, 'given'> & { went?: (n: number) => Went; to?: string; given?: Story['given'] };
const tale = ({ went, to, given: more, ...story }: Tale): Story => ({
  at: { stage: 'production' },
  ...story,
  given: { baseline, ...weeksOfUse(went, to), ...more },
});

/** The first so many of the cases that are tried end otherwise. */
const ending = (count: number, end: Partial<UsageEvent>, from: (n: number) => Went = usual) => {
  const tried = Array.from({ length: 1000 }, (_, n) => n).filter((n) => from(n).end?.event === 'accepted');
  const spread = new Set(
    Array.from({ length: count }, (_, i) => tried[Math.floor((i * tried.length) / count)]),
  );
  return (n: number): Went => (spread.has(n) ? { ...from(n), end } : from(n));
};

/** Five users of whom so many are still there in the fourth week; another one does their cases. */
const staying =
  (count: number) =>
  (n: number): Went => {
    const { end } = usual(n);
    if (end === null) return usual(n);
    const user = (n % 5) + 1;
    return { user: `user-${dayOfCase(n) >= 21 && user > count ? 1 : user}`, end };
  };
const FIVE = { manifest: given.manifest({ users: [1, 2, 3, 4, 5].map((n) => given.user(`user-${n}`)) }) };

/** So many percent of the cases of a week are closed by its users without it, week by week. */
const oldWay =
  (...percent: number[]) =>
  (n: number): Went => {
    const own = usual(n);
    if (own.end === null)
      return n % 10 === 9
        ? own
        : {
            user: `user-${(n % 3) + 1}`,
            end: n % 100 < (percent[Math.floor(dayOfCase(n) / 7)] as number) ? null : { event: 'accepted' },
          };
    return own;
  };

tellStories(adoptionThreshold, { severity: 'high', blocksFrom: 'production' }, [
  {
    it: 'passes on four weeks of a team',
    given: asFound(useMade(given.now)),
    at: { stage: 'production' },
    outcome: 'pass',
    says: 'From 2026-10-23 to 2026-11-19: tried on 67.7 % (64–71, 747 of 1104) of the eligible cases, at least 60 %; given up in 5.6 % (4–8, 42 of 747)',
  },
  tale({
    it: 'passes at 60 % of the eligible cases',
    outcome: 'pass',
    says: 'tried on 60 % (56–63, 600 of 1000) of the eligible cases, at least 60 %; given up in 0 % (0–1, 0 of 600) of those begun, at most 15 %; the old way in 0 % (0–1, 0 of 600) of the cases of its users, at most 25 %; there in the fourth week 100 % (43–100, 3 of 3) of the users of the first, at least 60 %.',
  }),
  tale({
    it: 'fails at 59.9 %',
    went: (n) => (n === 3 ? { user: 'person-9', end: null } : usual(n)),
    outcome: 'fail',
    says: 'short of the bar: tried on 59.9 % (56–63, 599 of 1000) of the eligible cases, at least 60 %. Met: given up',
  }),
  tale({
    it: 'passes where 15 % are given up',
    went: ending(90, { event: 'abandoned' }),
    outcome: 'pass',
    says: 'given up in 15 % (12–19, 90 of 600)',
  }),
  tale({
    it: 'fails where 15.2 % are',
    went: ending(91, { event: 'abandoned' }),
    outcome: 'fail',
    says: 'short of the bar: given up in 15.2 %',
  }),
  tale({
    it: 'takes what was begun and has no end in the log for given up, but for what may still be open',
    went: ending(91, { event: 'started' }),
    outcome: 'fail',
    says: 'given up in 14.9 % (12–18, 89 of 598)',
  }),
  tale({
    it: 'passes where 25 % ended by hand',
    went: ending(150, { event: 'fell_back' }),
    outcome: 'pass',
    says: 'the old way in 25 % (21–29, 150 of 600)',
  }),
  tale({
    it: 'fails where 25.2 % did, whatever it is called',
    went: ending(151, { event: 'fell_back' }),
    outcome: 'fail',
    says: 'short of the bar: the old way in 25.2 %',
  }),
  tale({
    it: 'takes what was rejected for done the old way',
    went: ending(151, { event: 'rejected' }),
    outcome: 'fail',
    says: 'short of the bar: the old way in 25.2 %',
  }),
  tale({
    it: 'fails where its users go back more and more',
    went: oldWay(10, 20, 40, 90),
    outcome: 'fail',
    says: 'the old way is rising, from',
  }),
  tale({
    it: 'passes where one week is a little worse than another',
    went: oldWay(70, 70, 75, 80),
    outcome: 'pass',
    says: 'the old way in 2',
  }),
  tale({ it: 'passes where they go back less and less', went: oldWay(90, 40, 20, 10), outcome: 'pass' }),
  tale({
    it: 'passes where three of five are there in the fourth week',
    went: staying(3),
    given: FIVE,
    outcome: 'pass',
    says: 'there in the fourth week 60 % (23–89, 3 of 5)',
  }),
  tale({
    it: 'fails where two of five are',
    went: staying(2),
    given: FIVE,
    outcome: 'fail',
    says: 'short of the bar: there in the fourth week 40 % (11–77, 2 of 5)',
  }),
  ...(
    [
      [1359, 'pass'],
      [1360, 'not-proven'],
      [907, 'pass'],
      [906, 'not-proven'],
    ] as const
  ).map(([perMonth, outcome]) =>
    tale({
      it: `is ${outcome} where a thousand are listed and ${perMonth} a month are expected`,
      given: { baseline: given.baseline({ eligible_per_month: perMonth }) },
      outcome,
      says:
        outcome === 'pass'
          ? '600 of 1000'
          : `\`usage/eligible.csv\` lists 1000 cases from 2026-10-23 to 2026-11-19, and by \`baseline.yaml\` there were ${perMonth === 906 ? 833 : 1251} (${perMonth} a month): they may differ by 20 %.`,
    }),
  ),
  tale({
    it: 'is not proven by an extract of half of the cases',
    went: (n) => (n % 10 < 6 ? usual(n) : usual(n)),
    given: {
      eligible: {
        file: 'usage/eligible.csv',
        rows: weeksOfUse().eligible.rows.filter((_, n) => n % 2 === 0),
      },
    },
    outcome: 'not-proven',
    says: 'lists 500 cases',
  }),
  tale({
    it: 'is not proven by an extract that has each case twice and misses half',
    given: {
      eligible: {
        file: 'usage/eligible.csv',
        rows: weeksOfUse().eligible.rows.flatMap((row, n) => (n % 2 === 0 ? [row, row] : [])),
      },
    },
    outcome: 'not-proven',
    says: 'lists 500 cases',
  }),
  tale({
    it: 'is not proven without an extract',
    given: { eligible: { file: 'usage/eligible.csv', rows: [] } },
    outcome: 'not-proven',
    says: 'There is no extract of the eligible cases',
  }),
  tale({
    it: 'is not proven while nobody has counted a month',
    given: { baseline: given.baseline({ eligible_per_month: null }) },
    outcome: 'not-proven',
    says: 'Nobody has counted the eligible cases a month.',
  }),
  tale({
    it: 'is not proven by 27 days',
    given: { usage: weeksOfUse().usage.filter(({ value }) => value.ts >= '2026-10-24') },
    outcome: 'not-proven',
    says: 'Use by the named users is known for 27 of 28 days.',
  }),
  tale({
    it: 'is not proven without use',
    given: { usage: [] },
    outcome: 'not-proven',
    says: 'known for 0 of 28 days',
  }),
  tale({
    it: 'is not proven by people who are not named',
    went: (n) => ({ ...usual(n), user: `somebody-${n % 3}` }),
    outcome: 'not-proven',
    says: 'known for 0 of 28 days',
  }),
  tale({
    it: 'is not proven by its builders',
    given: { authors: ['user-1', 'user-2', 'user-3'] },
    outcome: 'not-proven',
    says: 'known for 0 of 28 days',
  }),
  tale({ it: 'passes where the last use is 14 days ago', to: '2026-11-06', outcome: 'pass' }),
  tale({
    it: 'is not proven where it is 15',
    to: '2026-11-05',
    outcome: 'not-proven',
    says: 'The last use is of 2026-11-05, 15 days ago; it may be 14.',
  }),
  tale({
    it: 'is not proven with an event that is yet to come',
    given: {
      usage: given.rows('usage/export.jsonl', [
        ...weeksOfUse().usage.map(({ value }) => value),
        given.usageEvent(0, { ts: '2026-11-21T09:00:00Z' }),
      ]),
    },
    outcome: 'not-proven',
    says: 'An event of 2026-11-21T09:00:00Z is yet to come.',
  }),
  tale({
    it: 'is not proven where closers bear names that the log does not have',
    given: {
      eligible: {
        file: 'usage/eligible.csv',
        rows: weeksOfUse().eligible.rows.map((row) => ({ ...row, value: { ...row.value, closed_by: 'x' } })),
      },
    },
    outcome: 'not-proven',
    says: 'Nobody who used it closed a case of the extract',
  }),
  tale({
    it: 'is not proven where nobody did a case in the first week',
    went: (n) =>
      dayOfCase(n) < 7 && usual(n).end !== null ? { ...usual(n), end: { event: 'abandoned' } } : usual(n),
    outcome: 'not-proven',
    says: 'in the first of the four weeks',
  }),
  tale({
    it: 'is not proven where all was accepted as it was, as who is told to click does',
    went: (n) => (usual(n).end === null ? usual(n) : { ...usual(n), end: { event: 'accepted' } }),
    outcome: 'not-proven',
    says: '600 of 600 outputs were accepted as they were, and not one was edited or rejected',
  }),
  ...(['edited', 'rejected'] as const).map((event) =>
    tale({
      it: `passes where one of 600 was ${event}`,
      went: (n) =>
        usual(n).end === null ? usual(n) : { ...usual(n), end: { event: n === 0 ? event : 'accepted' } },
      outcome: 'pass',
    }),
  ),
  tale({
    it: 'passes where most were only completed, and nobody says that they were accepted',
    went: (n) =>
      usual(n).end === null
        ? usual(n)
        : {
            ...usual(n),
            end: { event: n % 20 === 0 ? 'completed' : n % 19 === 0 ? 'completed' : 'accepted' },
          },
    outcome: 'pass',
  }),
]);

describe('users/adoption-threshold', () => {
  it('does not judge the clicks of fewer than 60 outputs', () => {
    const clicks = (answered: number) => {
      const accepted = (n: number): Went =>
        usual(n).end === null ? usual(n) : { ...usual(n), end: { event: 'accepted' } };
      const went = ending(600 - answered, { event: 'fell_back' }, accepted);
      const evidence = given.evidence({ baseline, ...weeksOfUse(went) });
      return adoptionThreshold.evaluate(evidence, given.circumstances({ stage: 'production' })).outcome;
    };
    expect([clicks(60), clicks(59)]).toEqual(['not-proven', 'fail']);
  });
});

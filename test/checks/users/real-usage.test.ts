import { describe, expect, it } from 'vitest';
import { realUsage } from '../../../action/checks/users/real-usage.ts';
import type { EligibleCase } from '../../../action/contract/eligible.ts';
import type { UsageEvent } from '../../../action/contract/usage.ts';
import { readUsage } from '../../../action/evidence/study-files.ts';
import { readEligible, readSeeds } from '../../../action/evidence/usage-extracts.ts';
import { asFound, useMade, users } from '../../given/proven/users.ts';
import { given } from '../../given.ts';
import { aTree } from '../../repository-builder.ts';
import { type Story, tellStories } from '../story.ts';

const made = useMade(given.now);
const PILOT = { stage: 'pilot' } as const;

/** So many cases of three users on five days, never evenly apart; the last is of 19 November. */
const some = (count: number, each: (n: number) => Partial<UsageEvent> = () => ({})): UsageEvent[] =>
  Array.from({ length: count }, (_, n) =>
    given.usageEvent(n, {
      ts: new Date(
        Date.parse(`2026-11-${15 + (n % 5)}T08:00:00Z`) +
          (Math.floor(n / 5) * 1801 + ((n * n * 7919 + n * 104_729) % 5003)) * 1000,
      ).toISOString(),
      ...each(n),
    }),
  ).sort((a, b) => Date.parse(a.ts) - Date.parse(b.ts));

/** What the system of record says of them: each closed a minute later, and a hundred of others at their hours. */
const closed = (events: readonly UsageEvent[]): EligibleCase[] => [
  ...events.map(({ case_ref, ts, user }) => ({
    case_ref,
    closed_at: new Date(Date.parse(ts) + 60_000).toISOString(),
    closed_by: user,
  })),
  ...Array.from({ length: 100 }, (_, n) => ({
    case_ref: `other-${n}`,
    closed_at: `2026-11-${10 + (n % 9)}T${String(8 + (n % 10)).padStart(2, '0')}:30:00Z`,
    closed_by: 'person-9',
  })),
];
const found = (usage: UsageEvent[], eligible = closed(usage)) => asFound({ usage, eligible, seeds: [] });

type Tale = Omit<Story, 'given' | 'at'> & { usage?: UsageEvent[]; eligible?: EligibleCase[] } & Pick<
    Story,
    'given' | 'at'
  >;
const tale = ({ usage = some(20), eligible = closed(usage), given: more, ...story }: Tale): Story => ({
  at: PILOT,
  ...story,
  given: { ...found(usage, eligible), ...more },
});

/** Events of one user, so many seconds apart, from a moment on. */
const after = (from: string, gaps: readonly number[], change: Partial<UsageEvent> = {}): UsageEvent[] => {
  let at = Date.parse(from);
  return [0, ...gaps].map((gap, n) => {
    at += gap * 1000;
    return given.usageEvent(n, {
      user: 'user-1',
      case_ref: `${from}-${n}`,
      ts: new Date(at).toISOString(),
      ...change,
    });
  });
};
/** With enough of others that one user does not have most. */
const among = (more: readonly UsageEvent[]): UsageEvent[] =>
  [...some(60), ...more].sort((a, b) => Date.parse(a.ts) - Date.parse(b.ts));

const uneven = [310, 870, 95, 1300, 420, 610, 205, 1020, 330, 700];
const times = (count: number, seconds: number): number[] => Array.from({ length: count }, () => seconds);

const FOUR = {
  manifest: given.manifest({
    users: ['user-1', 'user-2', 'user-3', 'user-4'].map((name) => given.user(name)),
  }),
};
/** A day of user-4 in October, and one in November of which the first few begin at the same times of day. */
const copy = (same: number, all: number): UsageEvent[] => {
  const later = after('2026-11-18T09:00:00Z', uneven.slice(0, all - 1), { user: 'user-4' });
  const moved = later.map((event, n) =>
    n < same ? event : { ...event, ts: new Date(Date.parse(event.ts) + 41_000).toISOString() },
  );
  return among([...after('2026-10-21T09:00:00Z', uneven.slice(0, all - 1), { user: 'user-4' }), ...moved]);
};

tellStories(realUsage, { severity: 'critical', blocksFrom: 'pilot', grace: { pilot: 14 } }, [
  {
    it: 'passes on four weeks of a team',
    given: asFound(made),
    at: PILOT,
    outcome: 'pass',
    says: 'In the last 14 days: 3 named users (3 are needed), 13 days (5), ',
  },
  tale({
    it: 'passes at its bars: three users, five days, twenty cases',
    outcome: 'pass',
    says: '3 named users (3 are needed), 5 days (5), 20 cases that the system of record knows (20); the busiest did 35 %.',
  }),
  tale({
    it: 'fails with 19 cases',
    usage: some(19),
    outcome: 'fail',
    says: '19 cases that the system of record knows (20)',
  }),
  tale({
    it: 'fails with two users',
    usage: some(40, (n) => ({ user: `user-${(n % 2) + 1}` })),
    outcome: 'fail',
    says: '2 named users (3 are needed)',
  }),
  tale({
    it: 'fails with four days',
    usage: some(40).filter(({ ts }) => ts < '2026-11-19'),
    outcome: 'fail',
    says: '4 days (5)',
  }),
  tale({
    it: 'does not count what was only offered or begun, given up or ended by hand',
    usage: some(24, (n) =>
      n < 20 ? {} : { event: (['offered', 'started', 'abandoned', 'fell_back'] as const)[n - 20] },
    ),
    outcome: 'pass',
    says: '20 cases that the system of record knows',
  }),
  tale({
    it: 'counts a case once, however it is spelt',
    usage: some(24, (n) => (n < 19 ? {} : { case_ref: ' USED-18' })),
    outcome: 'fail',
    says: '19 cases that the system of record knows',
  }),
  tale({
    it: 'is not proven without an export',
    usage: [],
    outcome: 'not-proven',
    says: 'There is no usage export',
  }),
  tale({
    it: 'counts the first of the last 14 days',
    usage: [...some(19), given.usageEvent(99, { ts: '2026-11-07T00:00:00Z' })].sort((a, b) =>
      a.ts < b.ts ? -1 : 1,
    ),
    outcome: 'pass',
  }),
  tale({
    it: 'does not count the day before',
    usage: [...some(19), given.usageEvent(99, { ts: '2026-11-06T23:59:59Z' })].sort((a, b) =>
      a.ts < b.ts ? -1 : 1,
    ),
    outcome: 'fail',
  }),
  tale({
    it: 'is not proven by the export of last month, committed again',
    at: { ...PILOT, now: new Date('2026-12-20T12:00:00Z') },
    outcome: 'not-proven',
    says: 'none is of the last 14 days',
  }),
  tale({
    it: 'is not proven without an extract of the system of record',
    eligible: [],
    outcome: 'not-proven',
    says: '20 events are of the last 14 days, and no extract of eligible cases',
  }),
  tale({
    it: 'is not proven with a builder among the users',
    given: { authors: ['user-2@example.org'] },
    outcome: 'not-proven',
    says: 'user-2 is among the users and has commits in this repository',
  }),
  tale({
    it: 'passes with an author who is no user',
    given: { authors: ['user-22@example.org'] },
    outcome: 'pass',
  }),
  tale({
    it: 'is not proven while a clone without its history may hide a builder',
    given: { history: given.history({ complete: false }) },
    outcome: 'not-proven',
    says: 'The history is cut short',
  }),
  tale({
    it: 'does not count people who are not on the list, and names them',
    usage: some(20, (n) => (n === 4 ? { user: 'user-7' } : {})),
    outcome: 'fail',
    says: '19 cases that the system of record knows (20); the busiest did 36.8 %; 1 events of user-7 do not count, who are not under `users:`.',
  }),
  tale({
    it: 'is not proven with events that have not happened yet',
    usage: [...some(20), given.usageEvent(30, { ts: '2026-11-20T12:10:01Z' })],
    outcome: 'not-proven',
    says: '1 of 21 events are yet to come: 2026-11-20T12:10:01Z is the first',
  }),
  tale({
    it: 'lets the clocks of two machines differ by ten minutes',
    usage: [...some(20), given.usageEvent(30, { ts: '2026-11-20T12:10:00Z' })],
    outcome: 'pass',
  }),
  tale({
    it: 'is not proven where over one in ten cases is not known to the system of record',
    usage: some(29),
    eligible: closed(some(29)).filter(({ case_ref }) => !['used-1', 'used-2', 'used-3'].includes(case_ref)),
    outcome: 'not-proven',
    says: '3 of 29 cases are not in `usage/eligible.csv`: used-',
  }),
  tale({
    it: 'counts the others where it is one in ten, and says so',
    usage: some(30),
    eligible: closed(some(30)).filter(({ case_ref }) => !['used-1', 'used-2', 'used-3'].includes(case_ref)),
    outcome: 'pass',
    says: '27 cases that the system of record knows (20); the busiest did 33.3 %; 3 more cases are not in the extract.',
  }),
  tale({
    it: 'is not proven where the extract ends before the use',
    eligible: closed(some(20)).filter(({ closed_at }) => closed_at < '2026-11-18'),
    outcome: 'not-proven',
    says: '8 cases were done after `usage/eligible.csv` ends',
  }),
  tale({
    it: 'is not proven where one user did over 60 % of the cases',
    usage: some(23, (n) => ({ user: n < 14 ? 'user-1' : `user-${2 + (n % 2)}` })),
    outcome: 'not-proven',
    says: 'One user did 60.9 % of the 23 cases; at most 60 % may be of one.',
  }),
  tale({
    it: 'passes where it is 60 %',
    usage: some(20, (n) => ({ user: n < 12 ? 'user-1' : `user-${2 + (n % 2)}` })),
    outcome: 'pass',
    says: 'the busiest did 60 %',
  }),
  tale({
    it: 'is not proven with an event that is in the export twice',
    usage: [...some(20), some(20).at(-1) as UsageEvent],
    outcome: 'not-proven',
    says: '1 of 21 events are in the export twice',
  }),
  tale({
    it: 'takes two events of a case at one moment for two',
    usage: [...some(20), { ...(some(20).at(-1) as UsageEvent), event: 'completed' }],
    outcome: 'pass',
  }),
  tale({
    it: 'is not proven by a script that takes a case every five minutes, more or less',
    usage: among(
      after('2026-11-18T09:00:00Z', [300, 301, 302, 300, 299, 303, 300, 301, 298, 300], { user: 'user-4' }),
    ),
    given: FOUR,
    outcome: 'not-proven',
    says: 'as regular as a machine',
  }),
  tale({
    it: 'is not proven by a script that rests now and then',
    usage: among(
      after('2026-11-18T09:00:00Z', [...times(9, 301), 700, 1500, 900, 2000, 40, 3000, 260, 810, 77], {
        user: 'user-4',
      }),
    ),
    given: FOUR,
    outcome: 'not-proven',
    says: 'user-4 are 301 s to the second',
  }),
  tale({
    it: 'takes a person whose cases come as they come for a person',
    usage: among(after('2026-11-18T09:00:00Z', uneven)),
    outcome: 'pass',
  }),
  tale({
    it: 'is not proven by ten cases in a minute',
    usage: among(after('2026-11-18T09:00:00Z', [7, 3, 9, 6, 8, 5, 4, 10, 8])),
    outcome: 'not-proven',
    says: 'user-1 did 10 cases on 2026-11-18 in a minute',
  }),
  tale({
    it: 'passes with ten cases in a minute and a second',
    usage: among(after('2026-11-18T09:00:00Z', [7, 3, 9, 6, 8, 5, 4, 10, 9])),
    outcome: 'pass',
  }),
  tale({
    it: 'passes with nine cases in a minute, as after a look at a list of plain ones',
    usage: among(after('2026-11-18T09:00:00Z', [7, 3, 9, 6, 8, 5, 4, 10])),
    outcome: 'pass',
  }),
  tale({
    it: 'is not proven by ten cases in ten minutes at an hour when nobody else works',
    usage: among(after('2026-11-18T03:10:00Z', [70, 33, 99, 64, 82, 51, 44, 107, 50])),
    outcome: 'not-proven',
    says: 'user-1 did 10 cases on 2026-11-18 in ten minutes from 2026-11-18 03:10 UTC on, an hour in which nobody else closes a case',
  }),
  tale({
    it: 'passes with the same at an hour when others work',
    usage: among(after('2026-11-18T12:10:00Z', [70, 33, 99, 64, 82, 51, 44, 107, 50])),
    outcome: 'pass',
  }),
  tale({
    it: 'passes with nine of them, as somebody who begins early',
    usage: among(after('2026-11-18T03:10:00Z', [70, 33, 99, 64, 82, 51, 44, 107])),
    outcome: 'pass',
  }),
  tale({
    it: 'is not proven by four cases a day that come at even distances',
    usage: among(
      [14, 15, 16, 17, 18, 19].flatMap((day) =>
        after(`2026-11-${day}T09:0${day % 10}:17Z`, [900, 903, 899], { user: 'user-4' }),
      ),
    ),
    given: FOUR,
    outcome: 'not-proven',
    says: 'user-4 began 24 cases some 901 s apart',
  }),
  tale({
    it: 'does not judge nine gaps',
    usage: among(after('2026-11-18T09:00:13Z', times(9, 301), { user: 'user-4' })),
    given: FOUR,
    outcome: 'pass',
  }),
  tale({
    it: 'judges ten',
    usage: among(after('2026-11-18T09:00:13Z', times(10, 301), { user: 'user-4' })),
    given: FOUR,
    outcome: 'not-proven',
  }),
  tale({
    it: 'lets gaps agree to the second that are under half of all',
    usage: among(
      after('2026-11-18T09:00:13Z', [...times(4, 301), 700, 1500, 900, 2000, 40, 77], { user: 'user-4' }),
    ),
    given: FOUR,
    outcome: 'pass',
  }),
  tale({
    it: 'lets gaps agree where the system writes whole minutes',
    usage: among(
      after('2026-11-18T09:00:00Z', [...times(5, 300), 720, 1500, 900, 2040, 60], { user: 'user-4' }),
    ),
    given: FOUR,
    outcome: 'pass',
  }),
  tale({
    it: 'is not proven by an old export with new dates',
    usage: copy(5, 5),
    given: FOUR,
    outcome: 'not-proven',
    says: '5 of 5 cases of user-4 on 2026-11-18 begin at the very times of day of 2026-10-21',
  }),
  tale({
    it: 'is not proven either where a case was added to each day',
    usage: copy(5, 6),
    given: FOUR,
    outcome: 'not-proven',
    says: '5 of 6 cases',
  }),
  tale({ it: 'takes four moments that agree for chance', usage: copy(4, 5), given: FOUR, outcome: 'pass' }),
]);

describe('users/real-usage', () => {
  const judged = (usage: UsageEvent[]) =>
    realUsage.evaluate(given.evidence(found(usage)), given.circumstances(PILOT));

  it('names the lines that look wrong, and where to begin', () => {
    const usage = among(after('2026-11-18T09:00:00Z', [7, 3, 9, 6, 8, 5, 4, 10, 8]));
    const first = usage.findIndex(({ ts }) => ts === '2026-11-18T09:00:00.000Z');
    expect(judged(usage)).toMatchObject({
      location: { file: 'usage/export.jsonl', line: first + 1 },
      spots: expect.arrayContaining([
        expect.objectContaining({ message: expect.stringMatching(/^user-1, /) }),
      ]),
      remedy: expect.stringContaining('as they are'),
    });
  });

  it('reads the files of the proven POC as what its checks pass on', async () => {
    const tree = aTree(users(given.now).files);
    const [usage, eligible, seeds] = await Promise.all([
      readUsage(tree, ['usage/export.jsonl']),
      readEligible(tree, 'usage/eligible.csv'),
      readSeeds(tree, 'evidence/seeds.jsonl'),
    ]);
    const values = { ...asFound(made) };
    expect([usage, eligible, seeds]).toMatchObject([
      { value: values.usage.map(({ value }) => ({ value })) },
      { value: { rows: values.eligible.rows.map(({ value }) => ({ value })) } },
      { value: { rows: values.seeds.rows.map(({ value }) => ({ value })) } },
    ]);
  });
});

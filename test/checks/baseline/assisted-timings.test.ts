import { describe, expect, it } from 'vitest';
import { assistedTimings } from '../../../action/checks/baseline/assisted-timings.ts';
import { given } from '../../given.ts';
import { type Story, tellStories } from '../story.ts';

type Each = Parameters<typeof given.assisted>[1];
const timed = (count = 36, each?: Each) => given.study({ assisted: given.assisted(count, each) });
const at = (n: number, change: ReturnType<NonNullable<Each>>) => (i: number) => (i === n ? change : {});

const rows: Story[] = (
  [
    [0, 'not-proven', '0 of 30 cases were timed with the POC.'],
    [29, 'not-proven', '29 of 30 cases were timed with the POC.'],
    [30, 'pass', '(n=24,'],
    [31, 'pass', '(n=25,'],
  ] as const
).map(([count, outcome, says]) => ({
  it: `is ${outcome} at ${count} rows`,
  given: timed(count),
  outcome,
  says,
}));

/** Of 36 rows 30 count: 6 of them are 20 %. The first six are warm-up. */
const unreviewed = (count: number, change: ReturnType<NonNullable<Each>>) =>
  timed(36, (n) => ({ fell_back: 'no', ...(n >= 6 && n < 6 + count ? change : {}) }));

const gaveUp = (event: 'abandoned' | 'fell_back' | 'rejected') =>
  given.usage(28, (n) => (n === 7 ? { event } : {}));
const noneFellBack = given.assisted(36, () => ({ fell_back: 'no' }));

tellStories(assistedTimings, { severity: 'critical', blocksFrom: 'production', grace: { pilot: 21 } }, [
  ...rows,
  {
    it: 'prints the mean with its interval, warm-up, cases that fell back, and the three denominators',
    given: {
      ...timed(36, (n) => (n === 7 || n === 8 ? { followed: 'no' } : {})),
      discarded: {
        file: 'baseline/discarded.csv',
        rows: given.rows('baseline/discarded.csv', [given.discardedRow(1)]),
      },
    },
    outcome: 'pass',
    says: 'Mean 8.4 min with the POC (n=30, 95 % 7.6 to 9.1; 6 more are warm-up), review included, 3 fell back. Used in 34 cases by 3 people; 2 refused the other way; 1 begun and never timed.',
  },
  {
    it: 'counts warm-up among the rows that are asked for',
    given: timed(30),
    outcome: 'pass',
    says: '6 more are warm-up',
  },
  {
    it: 'does not count estimates',
    given: timed(30, at(29, { method: 'estimate' })),
    outcome: 'not-proven',
    says: '29 of 30',
  },
  {
    it: 'does not count the cases of the study that were done by hand',
    given: timed(30, at(29, { arm: 'by_hand' })),
    outcome: 'not-proven',
    says: '29 of 30',
  },
  {
    it: 'is not proven when a case stops tomorrow',
    given: timed(36, at(4, { started_at: '2026-11-21T09:00:00Z', stopped_at: '2026-11-21T09:08:00Z' })),
    outcome: 'not-proven',
    says: '1 of 36 rows have not happened yet.',
  },
  {
    it: 'is not proven when a case was timed by hand before',
    given: timed(36, at(4, { case_ref: 'hand-3' })),
    outcome: 'not-proven',
    says: 'These do not look like timings: 1 case is timed in `baseline/timings.csv` too, and who knows a case is faster.',
  },
  {
    it: 'is not proven when durations are copied',
    given: timed(36, (n) => (n < 4 ? { seconds: 487 } : {})),
    outcome: 'not-proven',
    says: 'These do not look like timings: 4 durations are 487 s to the second.',
  },
  {
    it: 'is not proven when some were timed while the task was defined otherwise',
    given: timed(36, (n) => (n < 2 ? { task: 'ba9876543210' } : {})),
    outcome: 'not-proven',
    says: '2 of 36 rows are of another unit, start or stop than `baseline.yaml` has now.',
  },
  {
    it: 'is not proven when a row does not say which task was timed',
    given: timed(36, at(35, { task: '' })),
    outcome: 'not-proven',
    says: '1 of 36 rows do not say which task was timed.',
  },
  {
    it: 'passes when review was not timed in exactly 20 % of the cases that count',
    given: unreviewed(6, { t_review_s: null }),
    outcome: 'pass',
  },
  {
    it: 'is not proven when review was not timed in one more',
    given: unreviewed(7, { t_review_s: null }),
    outcome: 'not-proven',
    says: '23.3 % of 30 cases have no review time; at most 20 % may.',
  },
  {
    it: 'takes 0 seconds of review for none',
    given: unreviewed(7, { t_review_s: 0 }),
    outcome: 'not-proven',
    says: 'have no review time',
  },
  {
    it: 'takes one second of review for some',
    given: unreviewed(7, { t_review_s: 1 }),
    outcome: 'pass',
  },
  {
    it: 'asks for no review of a case that was done by hand after all',
    given: unreviewed(7, { t_review_s: null, fell_back: 'yes' }),
    outcome: 'pass',
  },
  {
    it: 'asks for no review of a case in which the tool was refused',
    given: unreviewed(7, { t_review_s: null, followed: 'no' }),
    outcome: 'pass',
  },
  ...(['abandoned', 'fell_back'] as const).map((event) => ({
    it: `is not proven when the usage export has a case ${event} and no timed case fell back`,
    given: given.study({ assisted: noneFellBack, usage: gaveUp(event) }),
    outcome: 'not-proven' as const,
    says: 'No timed case fell back to doing it by hand, and the usage export has 1 that were given up.',
  })),
  {
    it: 'passes when nobody gave up, neither timed nor in use',
    given: given.study({ assisted: noneFellBack, usage: gaveUp('rejected') }),
    outcome: 'pass',
    says: '0 fell back',
  },
  {
    it: 'passes when only a builder gave up in use',
    given: given.study({
      assisted: noneFellBack,
      usage: given.usage(28, (n) => (n === 7 ? { event: 'abandoned', user: 'bea' } : {})),
    }),
    outcome: 'pass',
  },
  {
    it: 'passes when the one that fell back is warm-up',
    given: given.study({
      assisted: given.assisted(36, (n) => ({ fell_back: n === 0 ? 'yes' : 'no' })),
      usage: gaveUp('abandoned'),
    }),
    outcome: 'pass',
  },
  {
    it: 'passes when a timed case fell back, as cases in use do',
    given: given.study({ usage: gaveUp('abandoned') }),
    outcome: 'pass',
  },
]);

describe('baseline/assisted-timings in the file', () => {
  it('points at each row of another task', () => {
    const evidence = given.evidence(timed(36, (n) => (n === 3 || n === 5 ? { task: 'ba9876543210' } : {})));
    expect(assistedTimings.evaluate(evidence, given.circumstances())).toMatchObject({
      location: { file: 'baseline/assisted.csv', line: 4 },
      spots: [4, 6].map((line) => ({ location: { line } })),
      remedy: 'Time the task as it is defined now, or restore the definition.',
    });
  });

  it('points at each row of a pattern', () => {
    const evidence = given.evidence(timed(36, (n) => (n < 4 ? { seconds: 487 } : {})));
    expect(assistedTimings.evaluate(evidence, given.circumstances())).toMatchObject({
      location: { file: 'baseline/assisted.csv', line: 1 },
      spots: [1, 2, 3, 4].map((line) => ({ location: { line } })),
    });
  });
});

import { describe, expect, it } from 'vitest';
import { measuredTimings } from '../../../action/checks/baseline/measured-timings.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

type Each = Parameters<typeof given.timings>[1];
const timed = (count: number, each?: Each) => ({ timings: given.timings(count, each) });

tellStories(measuredTimings, { severity: 'critical', blocksFrom: 'explore', grace: { explore: 5 } }, [
  { it: 'passes with five timed cases in explore', given: timed(5), outcome: 'pass', says: 'n=5' },
  {
    it: 'is not proven with four in explore',
    given: timed(4),
    outcome: 'not-proven',
    says: '4 of 5 timed cases',
  },
  { it: 'is not proven with none', given: timed(0), outcome: 'not-proven', says: '0 of 5 timed cases' },
  {
    it: 'prints mean, interval, median, spread and people',
    // 10, 11, 12, 13 and 14 min less a second: mean 11.98; 1.58 / √5 · 2.776 is 1.96 either side.
    given: timed(5, (n) => ({ seconds: 599 + 60 * n })),
    outcome: 'pass',
    says: 'Mean 12.0 min (n=5, 95 % 10.0 to 13.9), median 12.0, CV 0.13; 3 people.',
  },
  {
    it: 'counts estimates as nothing',
    given: timed(5, (n) => (n === 4 ? { method: 'estimate' } : {})),
    outcome: 'not-proven',
    says: '4 of 5 timed cases. 1 estimated row counts as nothing.',
  },
  {
    it: 'says that the guess of baseline.yaml counts as nothing',
    given: {
      ...timed(4),
      baseline: given.baseline({ estimate: { minutes: 15, said_by: 'Olga', said_on: '2026-11-16' } }),
    },
    outcome: 'not-proven',
    says: '4 of 5 timed cases. The estimate of 15 minutes counts as nothing.',
  },
  {
    it: 'still mentions estimates beside enough timings',
    given: timed(7, (n) => (n > 4 ? { method: 'estimate' } : {})),
    outcome: 'pass',
    says: '2 estimated rows count as nothing.',
  },
  {
    it: 'is not proven when one case is timed twice',
    given: timed(6, (n) => (n === 5 ? { case_ref: 'ref-0' } : {})),
    outcome: 'not-proven',
    says: '1 rows time a case that another row times too',
  },
  {
    it: 'does not take an estimate for a second timing of its case',
    given: timed(6, (n) => (n === 5 ? { case_ref: 'ref-0', method: 'estimate' } : {})),
    outcome: 'pass',
  },
  {
    it: 'is not proven when a case stops tomorrow',
    given: timed(6, (n) => (n === 5 ? { started_at: '2026-11-21T09:00:00Z' } : {})),
    outcome: 'not-proven',
    says: 'ref-5 stopped at 2026-11-21T09:08:06.000Z, which is yet to come',
  },
  {
    it: 'is not proven when no moment can be made of a stop',
    given: {
      ...timed(6, (n) => (n === 5 ? { stopped_at: 'yesterday' } : {})),
      measures: given.evidence().measures,
    },
    outcome: 'not-proven',
    says: 'yet to come',
  },
  {
    it: 'passes in pilot with 20 rows of 3 people on 3 days',
    given: timed(20, (n) => ({
      started_at: `2026-11-${16 + (n % 3)}T${String(10 + Math.floor(n / 3))}:00:00Z`,
    })),
    at: { stage: 'pilot' },
    outcome: 'pass',
    says: '3 people',
  },
  {
    it: 'is not proven in pilot with 19 rows',
    given: timed(19),
    at: { stage: 'pilot' },
    outcome: 'not-proven',
    says: '19 of 20 timed cases',
  },
  {
    it: 'is not proven in pilot with 2 people',
    given: timed(20, (n) => ({ performer: `person-${n % 2}` })),
    at: { stage: 'pilot' },
    outcome: 'not-proven',
    says: '2 of 3 people timed',
  },
  {
    it: 'does not take another spelling for another person',
    given: timed(20, (n) => ({ performer: ['ann', ' Ann', 'ANN '][n % 3] as string })),
    at: { stage: 'pilot' },
    outcome: 'not-proven',
    says: '1 of 3 people timed',
  },
  {
    it: 'is not proven in pilot on 2 days',
    given: timed(20, (n) => ({
      started_at: `2026-11-${16 + (n % 2)}T${String(10 + Math.floor(n / 2))}:00:00Z`,
    })),
    at: { stage: 'pilot' },
    outcome: 'not-proven',
    says: 'timed on 2 of 3 days',
  },
  {
    it: 'asks for as much in production as in pilot',
    given: timed(19),
    at: { stage: 'production' },
    outcome: 'not-proven',
    says: '19 of 20 timed cases',
  },
  {
    it: 'counts warm-up among the rows that are asked for, and leaves it out of the mean',
    // Three people: the first two rows of each are warm-up.
    given: timed(20, (n) => ({ seconds: (n < 6 ? 3000 : 600) + 37 * n })),
    at: { stage: 'pilot' },
    outcome: 'pass',
    says: '(n=14, 95 %',
  },
  {
    it: 'says how many rows are warm-up',
    given: timed(20),
    at: { stage: 'pilot' },
    outcome: 'pass',
    says: '3 people; 6 more are warm-up.',
  },
  {
    it: 'is not proven when a row is of another task than the baseline has now',
    given: { ...timed(5, (n) => (n === 4 ? { task: 'ba9876543210' } : {})), taskDigest: given.task },
    outcome: 'not-proven',
    says: '1 of 5 rows are of another task than `baseline.yaml` has now.',
  },
  {
    it: 'passes with rows of the task as it is now, and of which nobody noted it',
    given: { ...timed(5, (n) => (n === 4 ? { task: given.task } : {})), taskDigest: given.task },
    outcome: 'pass',
  },
  {
    it: 'is not proven when it was timed after the first use of the tool',
    given: given.study({ usage: given.usage(28, (n) => (n === 0 ? { ts: '2026-09-23T09:00:00Z' } : {})) }),
    outcome: 'not-proven',
    says: '3 cases were timed after the first use of the tool (2026-09-23T09:00:00.000Z).',
  },
  {
    it: 'is not proven when the rows are enough and look made up',
    given: timed(5, (n) => (n < 3 ? { seconds: 421 } : {})),
    outcome: 'not-proven',
    says: 'These do not look like timings: 3 durations are 421 s to the second.',
  },
]);

describe('baseline/measured-timings in the file', () => {
  it('points at every row that looks made up', () => {
    const finding = measuredTimings.evaluate(
      given.evidence(timed(5, (n) => (n > 1 ? { seconds: 421 } : {}))),
      given.circumstances(),
    );
    expect(finding).toMatchObject({
      location: { file: 'baseline/timings.csv', line: 3 },
      spots: [3, 4, 5].map((line) => ({ location: { line } })),
    });
  });
});

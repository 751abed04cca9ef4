import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { qualitySignal } from '../../../action/checks/monitoring/quality-signal.ts';
import type { Watched } from '../../../action/contract/proofs/quality-signal.ts';
import { type Signal, signals } from '../../../action/contract/signals.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import { period, quality, watched } from '../../given/proven/quality-signal.ts';
import { given } from '../../given.ts';
import { tellProofStories, tellStories } from '../story.ts';

const ID = 'monitoring/quality-signal';
const KEY = `proof:${ID}` as const;
const { now } = given;
const proven = quality(now).results[ID];
const passing = { given: { [KEY]: given.proof(ID, proven.result, proven.n) } };

const found = (over: Partial<Watched>, evaluated_at = proven.result.evaluated_at) => ({
  [KEY]: given.proof(ID, { evaluated_at, signals: [watched(now, over)] }, 1),
});
const several = (...list: Partial<Watched>[]) => ({
  [KEY]: given.proof(
    ID,
    { evaluated_at: proven.result.evaluated_at, signals: list.map((over) => watched(now, over)) },
    list.length,
  ),
});
const policy = (...list: Partial<Signal>[]) => ({ signals: given.signals(list.map(given.signal)) });

const week = (ended: number, value: number, n = 100) => period(now, ended, 7, n, value);
const reads = (...values: number[]) =>
  found({ periods: values.map((value, i) => week(1 + 7 * (values.length - 1 - i), value)) });
const reference = (n: number, value: number) => period(now, 22, 28, n, value);

/** A person scores so many outputs a week; nine of ten were right. */
const scored = (perWeek: number, over: Partial<Watched> = {}) => ({
  ...policy({ metric: 'human_score', worse_by: 0.2, per_period: perWeek }),
  ...found({
    reference: reference(80, 0.9),
    periods: [week(1, 0.88, perWeek)],
    degraded: { n: 40, value: 0.4, fired: true },
    ...over,
  }),
});

const evaluatedAt = (moment: string, ended: number) => found({ periods: [week(ended, 0.1)] }, moment);

tellStories(qualitySignal, { severity: 'critical', blocksFrom: 'production' }, [
  {
    it: 'passes on a signal that shows a drop in a week, and says what it read',
    ...passing,
    outcome: 'pass',
    says: 'edits takes 7 days to show that output is worse by 10 points, at 100 outputs every 7 days against 400 in the reference. edits read 12 % last, 10 % before, and fires at 20 %.',
  },
  {
    it: 'says that it fires now',
    given: reads(0.1, 0.2),
    outcome: 'pass',
    says: 'edits read 20 % last and fires now',
  },
  {
    it: 'does not say so just under where it fires',
    given: reads(0.1, 0.199),
    outcome: 'pass',
    says: 'edits read 19.9 % last, 10 % before',
  },
  {
    it: 'is not proven without a signal',
    given: { ...several(), ...policy() },
    outcome: 'not-proven',
    says: 'policy/signals.yaml has no signal',
  },
  {
    it: 'is not proven where a signal of the policy was not evaluated',
    given: { ...passing.given, ...policy({}, { id: 'overrides', metric: 'override_rate' }) },
    outcome: 'not-proven',
    says: '1 of 2 signals were not evaluated: overrides',
  },
  {
    it: 'is not proven where one was evaluated that the policy does not have',
    given: several({}, { id: 'overrides' }),
    outcome: 'not-proven',
    says: 'does not know overrides',
  },
  {
    it: 'is not proven where a signal was evaluated twice',
    given: several({}, {}),
    outcome: 'not-proven',
    says: 'The signal edits is there more than once',
  },
  {
    it: 'is not proven where the policy has a signal twice',
    given: { ...passing.given, ...policy({}, {}) },
    outcome: 'not-proven',
    says: 'The signal edits is there more than once',
  },

  // A threshold that cannot fire.
  {
    it: 'fails where the rule does not fire on what was made worse, whatever the file says',
    given: found({ degraded: { n: 100, value: 0.199, fired: true } }),
    outcome: 'fail',
    says: 'edits does not fire on what was made worse on purpose: 19.9 % against 10 %, firing at 20 %',
  },
  {
    it: 'passes where it fires by a hair',
    given: found({ degraded: { n: 100, value: 0.2, fired: true } }),
    outcome: 'pass',
  },
  {
    it: 'fails where the rule fires and the alert did not',
    given: found({ degraded: { n: 100, value: 0.34, fired: false } }),
    outcome: 'fail',
    says: 'should have fired on what was made worse on purpose, and did not',
  },
  {
    it: 'fails on worse outputs that are better: fewer edits are no degradation',
    given: found({ degraded: { n: 100, value: 0, fired: true } }),
    outcome: 'fail',
    says: 'does not fire',
  },
  {
    it: 'is not proven by a rule that was tried on nothing',
    given: found({ degraded: { n: 0, value: 0.34, fired: true } }),
    outcome: 'not-proven',
    says: 'was tried on 0 outputs',
  },
  {
    it: 'fails where there is no room to get worse',
    given: found({ reference: reference(400, 0.95), degraded: { n: 100, value: 1, fired: true } }),
    outcome: 'fail',
    says: 'edits cannot fire: it stands at 95 %, and there are no 10 points left for it to get worse by',
  },
  {
    it: 'passes where there is just room for it',
    given: found({ reference: reference(400, 0.9), degraded: { n: 100, value: 1, fired: true } }),
    outcome: 'pass',
  },
  {
    it: 'fails where a score has no room to fall',
    given: scored(20, { reference: reference(80, 0.1) }),
    outcome: 'fail',
    says: 'cannot fire: it stands at 10 %',
  },
  {
    it: 'fails on an alert that waits for more than the bar allows',
    given: { ...passing.given, ...policy({ worse_by: 0.26 }) },
    outcome: 'fail',
    says: 'edits waits until output is worse by 26 points, and may wait for 25 points',
  },
  {
    it: 'passes at the bar',
    given: { ...found({ degraded: { n: 100, value: 0.35, fired: true } }), ...policy({ worse_by: 0.25 }) },
    outcome: 'pass',
  },

  // Soon enough.
  {
    it: 'passes on 20 outputs a week that a person scores',
    given: scored(20),
    outcome: 'pass',
    says: 'takes 14 days to show that output is worse by 20 points, at 20 outputs every 7 days against 80',
  },
  {
    it: 'fails on 10 of them a week',
    given: scored(10),
    outcome: 'fail',
    says: 'takes 28 days to show that output is worse by 20 points, at 10 outputs every 7 days against 80 in the reference; 14 days are the most',
  },
  {
    it: 'counts what was really looked at, not what the policy promises',
    given: { ...scored(10), ...policy({ metric: 'human_score', worse_by: 0.2, per_period: 500 }) },
    outcome: 'fail',
    says: 'at 10 outputs every 7 days',
  },
  {
    it: 'takes one busy week for no promise',
    given: { ...scored(500), ...policy({ metric: 'human_score', worse_by: 0.2, per_period: 10 }) },
    outcome: 'fail',
    says: 'at 10 outputs every 7 days',
  },
  {
    it: 'fails where the reference is too small to tell within a year',
    given: found({ reference: reference(10, 0.1) }),
    outcome: 'fail',
    says: 'edits takes more than a year',
  },
  {
    it: 'takes the days from the bars',
    given: passing.given,
    at: { bars: barsInForce({ version: 1, bars: { [ID]: { detect_days: 6 } } }) },
    outcome: 'fail',
    says: '6 days are the most',
  },
  {
    it: 'passes on one that is fast enough beside one that is slow',
    given: {
      ...policy({}, { id: 'escaped', metric: 'escaped_errors', per_period: 5 }),
      ...several({}, { id: 'escaped', periods: [week(8, 0, 5), week(1, 0.2, 5)] }),
    },
    outcome: 'pass',
    says: 'edits takes 7 days',
  },

  // Fed, and looked at.
  {
    it: 'is not proven by a flat line',
    given: reads(0.3, 0.12, 0.12, 0.12),
    outcome: 'not-proven',
    says: 'edits reads 0.12 in each of the last 3 periods: it is a flat line',
  },
  {
    it: 'is not proven by a line that is flat to six digits',
    given: reads(0.12, 0.1200001, 0.1199999),
    outcome: 'not-proven',
    says: 'it is a flat line',
  },
  { it: 'passes on one that moves in the sixth', given: reads(0.12, 0.120001, 0.12), outcome: 'pass' },
  { it: 'passes on two periods that are the same', given: reads(0.12, 0.12), outcome: 'pass' },
  {
    it: 'is not proven by a reference of nothing',
    given: found({ reference: reference(0, 0.1) }),
    outcome: 'not-proven',
    says: 'has a reference of 0 outputs',
  },
  {
    it: 'is not proven by a reference that is shorter than the policy says',
    given: found({ reference: period(now, 22, 27, 400, 0.1) }),
    outcome: 'not-proven',
    says: 'has a reference of 27 days, and the policy says 28',
  },
  {
    it: 'is not proven by a reference that the newest period is part of',
    given: found({ reference: period(now, 7, 28, 400, 0.1) }),
    outcome: 'not-proven',
    says: 'is compared with a reference that it is part of',
  },
  {
    it: 'passes on one that ends where the newest period begins',
    given: found({ reference: period(now, 8, 28, 400, 0.1) }),
    outcome: 'pass',
  },
  {
    it: 'is not proven without a period',
    given: found({ periods: [] }),
    outcome: 'not-proven',
    says: 'was evaluated for 0 periods',
  },
  {
    it: 'is not proven by a period in which nothing was looked at',
    given: found({ periods: [week(8, 0.1, 0), week(1, 0.1)] }),
    outcome: 'not-proven',
    says: 'looked at 0 outputs in 1 of 2 periods',
  },
  {
    it: 'is not proven by a period that is longer than the policy says',
    given: found({ periods: [period(now, 1, 14, 100, 0.1)] }),
    outcome: 'not-proven',
    says: 'has a period of 14 days, and the policy says 7',
  },
  {
    it: 'is not proven by a period that ends before it begins',
    given: found({ periods: [period(now, 1, -3, 100, 0.1)] }),
    outcome: 'not-proven',
    says: 'has a period that ended before it began',
  },
  {
    it: 'is not proven by a period that ends as it begins',
    given: found({ periods: [period(now, 1, 0, 100, 0.1)] }),
    outcome: 'not-proven',
    says: 'has a period that ended before it began, or as it did (2026-11-19T12:00:00.000Z)',
  },
  {
    it: 'passes on an evaluation that was written down at once',
    given: evaluatedAt('2026-11-20T09:00:00Z', 1),
    outcome: 'pass',
  },
  {
    it: 'is not proven by periods out of order',
    given: found({ periods: [week(1, 0.1), week(8, 0.12)] }),
    outcome: 'not-proven',
    says: 'has periods that overlap, or do not end with the newest',
  },
  {
    it: 'is not proven where a bad week was left out',
    given: found({ periods: [week(15, 0.1), week(1, 0.12)] }),
    outcome: 'not-proven',
    says: 'has no period for the 7 days before',
  },
  {
    it: 'passes with a day between two periods',
    given: found({ periods: [week(9, 0.1), week(1, 0.12)] }),
    outcome: 'pass',
  },
  {
    it: 'passes on an evaluation of 7 days ago',
    given: evaluatedAt('2026-11-13T12:00:00Z', 8),
    outcome: 'pass',
  },
  {
    it: 'is not proven by one of 8 days ago',
    given: evaluatedAt('2026-11-12T12:00:00Z', 9),
    outcome: 'not-proven',
    says: 'The signals were evaluated 8 days ago, and may be 7',
  },
  {
    it: 'passes on an evaluation 7 days after the newest period',
    given: evaluatedAt('2026-11-19T12:00:00Z', 8),
    outcome: 'pass',
  },
  {
    it: 'is not proven by one of today over an old period',
    given: evaluatedAt('2026-11-19T12:00:00Z', 9),
    outcome: 'not-proven',
    says: '8 days after its newest period of 7 days',
  },
  {
    it: 'is not proven by a period that ended after it was evaluated',
    given: evaluatedAt('2026-11-19T11:00:00Z', 1),
    outcome: 'not-proven',
    says: 'has a period that ended after it was evaluated',
  },
  {
    it: 'is not proven by an evaluation that is newer than its file',
    given: evaluatedAt('2026-11-20T09:00:01Z', 1),
    outcome: 'not-proven',
    says: 'after it was written',
  },

  // Somebody is told.
  {
    it: 'fails where whoever is told does not answer for operations',
    given: { ...passing.given, owners: given.owners({ operations: ['Otto'] }) },
    outcome: 'fail',
    says: 'Ona Operations is told by edits, and policy/owners.yaml names Otto for operations',
  },
  {
    it: 'fails where nobody answers for operations',
    given: { ...passing.given, owners: given.owners({ operations: [] }) },
    outcome: 'fail',
    says: 'names nobody for operations',
  },
  {
    it: 'takes a login for the name that it is',
    given: { ...passing.given, owners: given.owners({ operations: ['@ona operations'] }) },
    outcome: 'pass',
  },
]);

tellProofStories(qualitySignal, passing, { measured: true });

describe('the signals of a POC that is in order', () => {
  it('are those that these stories are about', () => {
    expect(signals.parse(parse(quality(now).files['policy/signals.yaml']))).toEqual(given.signals().value);
  });
});

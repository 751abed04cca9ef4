import { describe, expect, it } from 'vitest';
import { timebox } from '../../../action/checks/decision/timebox.ts';
import type { Decision } from '../../../action/contract/decision.ts';
import type { Manifest } from '../../../action/contract/manifest.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const poc = (change: Partial<Manifest>) => ({
  manifest: given.manifest(change),
  change: given.change({ base: null }),
});
/** A pull request from `before` to `now`. */
const pr = (before: Partial<Manifest>, now: Partial<Manifest>) => ({
  manifest: given.manifest(now),
  change: given.change({ base: given.base({ manifest: given.manifest(before) }) }),
});
const on = (day: string) => ({ now: new Date(`${day}T12:00:00Z`) });
const decided = (change: Partial<Decision>) => ({ decisions: [given.decision(change)] });
const extended = (days: number, change: Partial<NonNullable<Manifest['extension']>> = {}) => ({
  extension: { days, sponsor: 'Sam Sponsor', granted_on: '2026-11-20', ...change },
});
const LATE = on('2026-12-01');
const pilot = { stage: 'pilot', stage_started_on: '2026-11-20', decision_due: '2027-01-10' } as const;

tellStories(timebox, { severity: 'critical', blocksFrom: 'explore' }, [
  { it: 'passes in time, and prints the days left', outcome: 'pass', says: 'Due 2026-11-30 (10 days left).' },
  { it: 'passes with 14 days in explore', given: poc({ decision_due: '2026-11-30' }), outcome: 'pass' },
  {
    it: 'fails with 15',
    given: poc({ decision_due: '2026-12-01' }),
    outcome: 'fail',
    says: '15 days are planned from 2026-11-16 to 2026-12-01; explore has 14.',
  },
  {
    it: 'passes with 56 days in pilot',
    given: poc({ ...pilot, decision_due: '2027-01-15' }),
    at: { stage: 'pilot' },
    outcome: 'pass',
  },
  {
    it: 'fails with 57',
    given: poc({ ...pilot, decision_due: '2027-01-16' }),
    at: { stage: 'pilot' },
    outcome: 'fail',
    says: 'pilot has 56',
  },
  {
    it: 'passes with 180 days in production',
    given: poc({ stage: 'production', stage_started_on: '2026-11-20', decision_due: '2027-05-19' }),
    at: { stage: 'production' },
    outcome: 'pass',
  },
  {
    it: 'fails with 181',
    given: poc({ stage: 'production', stage_started_on: '2026-11-20', decision_due: '2027-05-20' }),
    at: { stage: 'production' },
    outcome: 'fail',
  },
  {
    it: 'gives a POC that moves back to explore the days of explore',
    given: pr(pilot, { stage_started_on: '2026-11-20', decision_due: '2026-12-20' }),
    at: { stage: 'pilot' },
    outcome: 'fail',
    says: 'explore has 14',
  },
  {
    it: 'fails when the decision is due before the stage begins',
    given: poc({ stage_started_on: '2026-11-20', decision_due: '2026-11-19' }),
    at: on('2026-11-19'),
    outcome: 'fail',
    says: 'lies before stage_started_on',
  },
  {
    it: 'is not proven when the stage begins tomorrow',
    given: poc({ stage_started_on: '2026-11-21' }),
    outcome: 'not-proven',
    says: 'stage_started_on (2026-11-21) is yet to come',
  },
  {
    it: 'passes on the last day',
    at: { now: new Date('2026-11-30T23:59:59Z') },
    outcome: 'pass',
    says: '(0 days left)',
  },
  {
    it: 'fails on the day after',
    at: { now: new Date('2026-12-01T00:00:00Z') },
    outcome: 'fail',
    says: 'The decision was due on 2026-11-30, 1 day ago. Until it is recorded, only a pull request that touches nothing but `decisions/` can be merged.',
  },
  ...(['ship', 'harden', 'stop'] as const).map((decision) => ({
    it: `passes after the last day once it is decided to ${decision}`,
    given: decided({ decision }),
    at: LATE,
    outcome: 'pass' as const,
  })),
  {
    it: 'fails after the last day when it was decided to continue, which takes an extension',
    given: decided({ decision: 'continue', 'decision-makers': ['Sam Sponsor'] }),
    at: LATE,
    outcome: 'fail',
  },
  ...(['proposed', 'rejected', 'superseded'] as const).map((status) => ({
    it: `fails while the decision is ${status}`,
    given: decided({ status }),
    at: LATE,
    outcome: 'fail' as const,
  })),
  {
    it: 'does not take the decision that opened the stage for the one that closes it',
    given: decided({ decision: 'harden', date: '2026-11-16' }),
    at: LATE,
    outcome: 'fail',
  },
  {
    it: 'takes one of the second day',
    given: decided({ decision: 'harden', date: '2026-11-17' }),
    at: LATE,
    outcome: 'pass',
  },
  {
    it: 'fails when the decision is dated tomorrow',
    given: decided({ date: '2026-12-02' }),
    at: LATE,
    outcome: 'fail',
  },
  {
    it: 'passes with an extension of 7 days',
    given: poc(extended(7)),
    at: on('2026-12-07'),
    outcome: 'pass',
    says: 'Due 2026-12-07 (0 days left), extended by 7 days by Sam Sponsor.',
  },
  {
    it: 'fails on the day after the extension',
    given: poc(extended(7)),
    at: on('2026-12-08'),
    outcome: 'fail',
    says: 'due on 2026-12-07',
  },
  {
    it: 'fails with an extension of 8 days',
    given: poc(extended(8)),
    outcome: 'fail',
    says: 'The extension is 8 days; 7 is the most.',
  },
  {
    it: 'fails when somebody else than the sponsor extends',
    given: poc(extended(7, { sponsor: 'Bea Builder' })),
    outcome: 'fail',
    says: 'Bea Builder granted the extension; the sponsor is Sam Sponsor.',
  },
  {
    it: 'fails when it is extended and nobody is the sponsor',
    given: poc({ ...extended(7), sponsor: null }),
    outcome: 'fail',
    says: 'the sponsor is not named',
  },
  {
    it: 'does not let the pull request that extends appoint its sponsor',
    given: pr({}, { ...extended(7, { sponsor: 'Bea Builder' }), sponsor: 'Bea Builder' }),
    outcome: 'fail',
    says: 'the sponsor is Sam Sponsor',
  },
  {
    it: 'fails with an extension of an earlier stage',
    given: poc(extended(7, { granted_on: '2026-11-15' })),
    outcome: 'fail',
    says: 'not within this stage',
  },
  {
    it: 'fails with an extension of tomorrow',
    given: poc(extended(7, { granted_on: '2026-11-21' })),
    outcome: 'fail',
  },
  {
    it: 'passes when an overdue POC is extended',
    given: pr({}, extended(7, { granted_on: '2026-12-01' })),
    at: LATE,
    outcome: 'pass',
  },
  {
    it: 'fails when it is extended a second time',
    given: pr(extended(3), extended(7)),
    outcome: 'fail',
    says: 'The timebox was extended before; once is the most.',
  },
  { it: 'passes while one extension stands', given: pr(extended(7), extended(7)), outcome: 'pass' },
  {
    it: 'fails when the day of decision moves',
    given: pr({ decision_due: '2026-11-29' }, {}),
    outcome: 'fail',
    says: 'decision_due moved from 2026-11-29 to 2026-11-30.',
  },
  { it: 'passes when it moves closer', given: pr({}, { decision_due: '2026-11-29' }), outcome: 'pass' },
  {
    it: 'fails when the clock is started again by a new name',
    given: pr({}, { workflow: { ...given.manifest().value.workflow, id: 'message-triage-2' } }),
    outcome: 'fail',
    says: 'workflow.id changed within the stage',
  },
  {
    it: 'fails when it is started again by a new start',
    given: pr({ stage_started_on: '2026-11-15' }, {}),
    outcome: 'fail',
    says: 'stage_started_on changed within the stage',
  },
  {
    it: 'passes when the start is corrected to an earlier day',
    given: pr({ stage_started_on: '2026-11-17' }, {}),
    outcome: 'pass',
  },
  {
    it: 'does not let an earlier start win an older decision',
    given: {
      ...pr({ stage_started_on: '2026-11-18' }, {}),
      ...decided({ decision: 'harden', date: '2026-11-18' }),
    },
    at: LATE,
    outcome: 'fail',
  },
  {
    it: 'passes when the next stage brings its own clock',
    given: pr({}, pilot),
    at: { stage: 'pilot' },
    outcome: 'pass',
  },
  {
    it: 'fails when the next stage is to make an overdue decision go away',
    given: pr({}, { ...pilot, stage_started_on: '2026-12-01' }),
    at: { ...LATE, stage: 'pilot' },
    outcome: 'fail',
    says: 'due on 2026-11-30',
  },
  {
    it: 'passes into the next stage when that was decided',
    given: {
      ...pr({}, { ...pilot, stage_started_on: '2026-12-01' }),
      ...decided({ decision: 'harden', date: '2026-12-01' }),
    },
    at: { ...LATE, stage: 'pilot' },
    outcome: 'pass',
  },
  {
    it: 'passes when it is stopped by a decision, however long ago that was due',
    given: { ...poc({ stage: 'stopped' }), ...decided({ date: '2026-11-20' }) },
    at: on('2027-06-01'),
    outcome: 'pass',
    says: 'Stopped on 2026-11-20, as decisions/0001-it.md records.',
  },
  {
    it: 'is not proven when it is called stopped and no decision says so',
    given: { ...poc({ stage: 'stopped' }), ...decided({ decision: 'continue' }) },
    outcome: 'not-proven',
    says: 'no accepted decision says so',
  },
  ...([{ status: 'proposed' }, { date: '2026-11-21' }] as const).map((change) => ({
    it: `is not proven when the decision to stop is ${Object.values(change)[0]}`,
    given: { ...poc({ stage: 'stopped' }), ...decided(change) },
    outcome: 'not-proven' as const,
  })),
]);

describe('decision/timebox in the file', () => {
  it('points at the day that is due', () => {
    const manifest = given.manifest({}, { stage: 20, decision_due: 22 });
    expect(timebox.evaluate(given.evidence({ manifest }), given.circumstances(LATE))).toMatchObject({
      location: { file: 'poc.yaml', line: 22 },
    });
  });
});

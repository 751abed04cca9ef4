import { describe, expect, it } from 'vitest';
import { killCriteria } from '../../../action/checks/decision/kill-criteria.ts';
import type { KillCriterion } from '../../../action/contract/kill.ts';
import type { Manifest } from '../../../action/contract/manifest.ts';
import type { Base } from '../../../action/readiness/evidence.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const [value, use, quality] = given.criteria as [KillCriterion, KillCriterion, KillCriterion];
const DUE = new Date('2026-11-30T00:00:00Z');
const DAY_BEFORE = new Date('2026-11-29T23:59:59Z');
/** Criteria with nothing before them to compare with. */
const kill = (...criteria: KillCriterion[]) => ({
  kill: given.kill(criteria),
  change: given.change({ base: null }),
});
/** Criteria of which the one on value is met from its day on: 20 cases are timed and 21 were asked for. */
const met = kill({ ...value, threshold: 21 }, use, quality);
const decided = (change: Parameters<typeof given.decision>[0]) => ({
  ...met,
  decisions: [given.decision({ date: '2026-11-30', ...change })],
});
const SPONSOR = ['Olga Owner', 'sam sponsor'];

type Change = {
  now: KillCriterion[];
  before?: KillCriterion[];
  files?: string[];
  sponsor?: [base: string | null, now: string | null];
};
/** A pull request on the criteria. */
function pr({ now, before = [value, use, quality], files = ['policy/kill.yaml'], sponsor }: Change) {
  const poc = (name: string | null | undefined): Partial<Manifest> =>
    name === undefined ? {} : { sponsor: name };
  return {
    ...kill(...now),
    manifest: given.manifest(poc(sponsor?.[1])),
    change: given.change({
      files,
      base: given.base({ kill: given.kill(before), manifest: given.manifest(poc(sponsor?.[0])) }),
    }),
  };
}
const bySponsor = { set_by: 'Sam Sponsor' };
const looser: [how: string, change: Partial<KillCriterion>][] = [
  ['asks for less', { threshold: 4 }],
  ['is judged a day later', { by_date: '2026-12-01' }],
  ['is about something else', { metric: 'baseline.mean_minutes' }],
  ['compares the other way', { op: '>' }],
];

tellStories(killCriteria, { severity: 'critical', blocksFrom: 'explore' }, [
  {
    it: 'passes with three criteria, and prints how far each is',
    outcome: 'pass',
    says: 'value (baseline.timed_cases < 5 on 2026-11-30: now 20, 15 above 5); use (users.named < 2 on 2026-11-30: now 3, 1 above 2); quality (eval.pass_rate_upper < 0.7 on 2026-11-30: now 1, 0.3 above 0.7).',
  },
  {
    it: 'is not proven with two',
    given: kill(value, use),
    outcome: 'not-proven',
    says: '2 of 3 criteria are written',
  },
  { it: 'is not proven with none', given: kill(), outcome: 'not-proven', says: '0 of 3' },
  ...(['value', 'use', 'quality'] as const).map((question) => ({
    it: `is not proven when none of three is about ${question}`,
    given: kill(...[value, use, quality].filter((one) => one.id !== question), {
      ...(question === 'use' ? value : use),
      id: 'x',
    }),
    outcome: 'not-proven' as const,
    says: `No criterion that can be met by 2026-11-30 is about ${question}.`,
  })),
  {
    it: 'is not proven when a criterion is judged after the day of decision',
    given: kill({ ...value, by_date: '2026-12-01' }, use, quality),
    outcome: 'not-proven',
    says: 'is about value',
  },
  {
    it: 'counts the extension to the day of decision',
    given: {
      ...kill({ ...value, by_date: '2026-12-01' }, use, quality),
      manifest: given.manifest({ extension: { days: 1, sponsor: 'Sam Sponsor', granted_on: '2026-11-20' } }),
    },
    outcome: 'pass',
  },
  ...(
    [
      ['<', 0, 'not-proven'],
      ['<', 1, 'pass'],
      ['<=', -1, 'not-proven'],
      ['<=', 0, 'pass'],
    ] as const
  ).map(([op, threshold, outcome]) => ({
    it: `${outcome === 'pass' ? 'passes' : 'is not proven'} when users.named ${op} ${threshold} is what stops`,
    given: kill(value, { ...use, op, threshold }, quality),
    outcome,
  })),
  ...(
    [
      ['>', 1, 'not-proven'],
      ['>', 0.99, 'pass'],
      ['>=', 1.01, 'not-proven'],
      ['>=', 1, 'pass'],
    ] as const
  ).map(([op, threshold, outcome]) => ({
    it: `${outcome === 'pass' ? 'passes' : 'is not proven'} when eval.pass_rate ${op} ${threshold} is what stops`,
    given: kill(value, use, { ...quality, metric: 'eval.pass_rate', op, threshold }),
    outcome,
  })),
  {
    it: 'fails when the results came before the criteria',
    given: { history: given.history({ killAddedAt: '2026-11-18T09:00:01Z' }) },
    outcome: 'fail',
    says: 'The first results came in on 2026-11-18, before these criteria were written.',
  },
  {
    it: 'passes when both came in with one commit',
    given: { history: given.history({ killAddedAt: '2026-11-18T09:00:00Z' }) },
    outcome: 'pass',
  },
  {
    it: 'compares moments of different zones as moments',
    given: { history: given.history({ killAddedAt: '2026-11-18T10:30:00+02:00' }) },
    outcome: 'pass',
  },
  {
    it: 'fails when results are committed and the criteria are not',
    given: { history: given.history({ killAddedAt: null }) },
    outcome: 'fail',
  },
  {
    it: 'passes when neither is committed',
    given: { history: given.history({ killAddedAt: null, resultsAddedAt: null }) },
    outcome: 'pass',
  },
  {
    it: 'is not proven in a clone without its history',
    given: { history: given.history({ complete: false }) },
    outcome: 'not-proven',
    says: 'The history is cut short',
  },
  ...looser.map(([how, change]) => ({
    it: `fails when a criterion ${how} and the sponsor did not set it`,
    given: pr({ now: [{ ...value, ...change }, use, quality, { ...value, id: 'as-before' }] }),
    outcome: 'fail' as const,
    says: 'Criterion value was made harder to meet. Only the sponsor loosens',
  })),
  ...looser.map(([how, change]) => ({
    it: `passes when a criterion ${how}, set by the sponsor in a pull request of its own`,
    given: pr({ now: [{ ...value, ...change, ...bySponsor }, use, quality, { ...value, id: 'as-before' }] }),
    outcome: 'pass' as const,
  })),
  {
    it: 'does not let one that the sponsor loosened hide another',
    given: pr({ now: [{ ...value, threshold: 4, ...bySponsor }, { ...use, threshold: 1 }, quality] }),
    outcome: 'fail',
    says: 'Criterion use was made harder to meet. Only the sponsor',
  },
  {
    it: 'passes when the scan of the tree comes with it, which any change makes void',
    given: pr({
      now: [{ ...value, threshold: 4, ...bySponsor }, use, quality],
      files: ['policy/kill.yaml', 'evidence/data/clean-repo.json'],
    }),
    outcome: 'pass',
  },
  {
    it: 'fails when it is loosened in the sponsor’s name, and nobody but the author is asked about it',
    given: (() => {
      const alone = pr({ now: [{ ...value, threshold: 4, ...bySponsor }, use, quality] });
      const codeOwners = new Map([['policy/kill.yaml', ['@bea-builder']]]);
      return { ...alone, change: { ...alone.change, base: { ...(alone.change.base as Base), codeOwners } } };
    })(),
    outcome: 'fail',
    says: 'Criterion value was made harder to meet, and no code owner of the base but the author is asked whether the sponsor said so.',
  },
  {
    it: 'fails when it is loosened in the sponsor’s name, and whoever would be asked has a commit in it',
    given: (() => {
      const alone = pr({ now: [{ ...value, threshold: 4, ...bySponsor }, use, quality] });
      const codeOwners = new Map([['policy/kill.yaml', ['@sam']]]);
      const base = { ...(alone.change.base as Base), codeOwners };
      return { ...alone, change: { ...alone.change, base, proposers: ['Sam', 'sam@example.org'] } };
    })(),
    outcome: 'fail',
    says: 'no code owner of the base but the author is asked whether the sponsor said so.',
  },
  {
    it: 'fails when it is loosened in the sponsor’s name together with code',
    given: pr({
      now: [{ ...value, threshold: 4, ...bySponsor }, use, quality],
      files: ['policy/kill.yaml', 'src/a.ts'],
    }),
    outcome: 'fail',
    says: 'in a pull request that also changes src/a.ts',
  },
  {
    it: 'fails when one that the sponsor had set is loosened under that name together with code',
    given: pr({
      before: [{ ...value, ...bySponsor }, use, quality],
      now: [{ ...value, ...bySponsor, threshold: 4 }, use, quality],
      files: ['policy/kill.yaml', 'src/a.ts'],
    }),
    outcome: 'fail',
  },
  {
    it: 'fails when a criterion is taken out',
    given: pr({ now: [use, quality, { ...value, id: 'other' }] }),
    outcome: 'fail',
    says: 'Criterion value was removed.',
  },
  {
    it: 'does not let the pull request appoint another sponsor',
    given: pr({
      now: [{ ...value, threshold: 4, set_by: 'Bea Builder' }, use, quality],
      sponsor: ['Sam Sponsor', 'Bea Builder'],
    }),
    outcome: 'fail',
    says: 'Only the sponsor',
  },
  {
    it: 'fails when it is loosened and nobody is the sponsor',
    given: pr({ now: [{ ...value, threshold: 4 }, use, quality], sponsor: [null, null] }),
    outcome: 'fail',
  },
  ...(
    [
      ['asks for more', { threshold: 6 }],
      ['is judged a day earlier', { by_date: '2026-11-29' }],
    ] as const
  ).map(([how, change]) => ({
    it: `passes when a criterion ${how}, whoever set it`,
    given: pr({ now: [{ ...value, ...change }, use, quality], files: ['policy/kill.yaml', 'src/a.ts'] }),
    outcome: 'pass' as const,
  })),
  {
    it: 'knows that a bar for “over” gets looser upwards',
    given: pr({
      before: [value, use, { ...quality, op: '>', threshold: 0.5 }],
      now: [value, use, { ...quality, op: '>', threshold: 0.6 }],
    }),
    outcome: 'fail',
  },
  { it: 'passes the day before a criterion is due', given: met, at: { now: DAY_BEFORE }, outcome: 'pass' },
  {
    it: 'fails on the day on which it is met',
    given: met,
    at: { now: DUE },
    outcome: 'fail',
    says: 'Criterion value, set by Olga Owner, is met: baseline.timed_cases < 21 on 2026-11-30: now 20, 1 below 21.',
  },
  { it: 'passes once it is decided to stop', given: decided({}), at: { now: DUE }, outcome: 'pass' },
  ...(['continue', 'harden', 'ship'] as const).flatMap((decision) => [
    {
      it: `fails when the owner alone decides to ${decision} in spite of it`,
      given: decided({ decision }),
      at: { now: DUE },
      outcome: 'fail' as const,
    },
    {
      it: `passes when the sponsor decides to ${decision}`,
      given: decided({ decision, 'decision-makers': SPONSOR }),
      at: { now: DUE },
      outcome: 'pass' as const,
    },
  ]),
  ...(['proposed', 'rejected', 'superseded'] as const).map((status) => ({
    it: `fails while the decision is ${status}`,
    given: decided({ status }),
    at: { now: DUE },
    outcome: 'fail' as const,
  })),
  {
    it: 'fails when the decision is older than the day on which it is met',
    given: decided({ date: '2026-11-29' }),
    at: { now: DUE },
    outcome: 'fail',
  },
  {
    it: 'fails when the decision is dated tomorrow',
    given: decided({ date: '2026-12-01' }),
    at: { now: DUE },
    outcome: 'fail',
  },
  {
    it: 'does not call a criterion met whose figure was not measured',
    given: {
      ...kill(value, use, { ...quality, by_date: '2026-11-20' }),
      results: given.results([], {}, { source: given.digest('9') }),
    },
    outcome: 'pass',
    says: 'eval.pass_rate_upper < 0.7 on 2026-11-20: not measured',
  },
]);

describe('decision/kill-criteria in the file', () => {
  it('points at the criterion that is met', () => {
    const lines = { criteria: 3, 'criteria.0': 4, 'criteria.1': 9 };
    const document = { ...given.kill([use, { ...value, threshold: 21 }, quality]), lines };
    const finding = killCriteria.evaluate(
      given.evidence({ kill: document }),
      given.circumstances({ now: DUE }),
    );
    expect(finding).toMatchObject({ outcome: 'fail', location: { file: 'policy/kill.yaml', line: 9 } });
  });
});

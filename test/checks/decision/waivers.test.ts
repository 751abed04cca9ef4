import { waivers } from '../../../action/checks/decision/waivers.ts';
import type { Waiver } from '../../../action/contract/waivers.ts';
import type { Evidence } from '../../../action/readiness/evidence.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const having = (list: readonly Partial<Waiver>[], more: Partial<Evidence> = {}) => ({
  waivers: given.waiverFile(list.map((one) => given.waiver(one))),
  ...more,
});
/** Ends that this waiver had before, in other commits. */
const granted = (...ends: string[]) => ({
  pastWaivers: ends.map((expires_on) => given.waiver({ expires_on })),
});
const CHECKS = ['eval/pass-rate', 'data/permission', 'users/named-users', 'eval/no-regression'];
const several = (n: number) => having(CHECKS.slice(0, n).map((check) => ({ check })));

tellStories(waivers, { severity: 'high', blocksFrom: 'explore' }, [
  { it: 'passes when nothing is waived', outcome: 'pass', says: 'Nothing is waived.' },
  {
    it: 'passes with one that holds, and says when it ends and who approved it',
    given: having([{}]),
    outcome: 'pass',
    says: '1 waived: eval/pass-rate until 2026-11-30, which is in 10 days, approved by Sam Sponsor.',
  },
  {
    it: 'names no number of days while the end is more than two weeks away',
    given: having([{ expires_on: '2026-12-05' }]),
    outcome: 'pass',
    says: 'until 2026-12-05, approved by',
  },
  {
    it: 'names them two weeks before',
    given: having([{ expires_on: '2026-12-04' }]),
    outcome: 'pass',
    says: 'until 2026-12-04, which is in 14 days',
  },
  {
    it: 'says that one has ended, and asks nothing else of it',
    given: having([{ expires_on: '2026-11-19', approver: 'Nobody Known' }]),
    outcome: 'pass',
    says: 'Nothing is waived. 1 has ended and can be taken out.',
  },
  {
    it: 'still counts one on its last day',
    given: having([{ expires_on: '2026-11-20' }]),
    outcome: 'pass',
    says: 'which is in 0 days',
  },
  {
    it: 'fails for a check that there is not',
    given: having([{ check: 'eval/pass-rates' }]),
    outcome: 'fail',
    says: 'The waiver of eval/pass-rates names no check of this gate.',
  },
  {
    it: 'fails for two of one check',
    given: having([{}, { expires_on: '2026-11-29' }]),
    outcome: 'fail',
    says: 'stands there twice',
  },
  {
    it: 'fails for a text that only holds a place',
    given: having([{ text: 'TODO' }]),
    outcome: 'fail',
    says: 'only holds a place under text',
  },
  {
    it: 'fails without a compensating control',
    given: having([{ compensating_control: 'n/a' }]),
    outcome: 'fail',
    says: 'only holds a place under compensating_control',
  },
  {
    it: 'passes for 30 days of a check of high severity',
    given: having([{ check: 'users/named-users', expires_on: '2026-12-10' }]),
    outcome: 'pass',
  },
  {
    it: 'fails for one day more',
    given: having([{ check: 'users/named-users', expires_on: '2026-12-11' }]),
    outcome: 'fail',
    says: 'runs 31 days and may run 30',
  },
  {
    it: 'passes for 90 days of a check of medium severity',
    given: having([{ check: 'eval/no-regression', expires_on: '2027-02-08' }]),
    outcome: 'pass',
  },
  {
    it: 'fails when it has no end that anybody will see',
    given: having([{ check: 'eval/no-regression', expires_on: '2099-12-31' }]),
    outcome: 'fail',
    says: 'days and may run 90',
  },
  {
    it: 'fails for one that only begins later',
    given: having([{ granted_on: '2026-11-21' }]),
    outcome: 'fail',
    says: 'only begins on 2026-11-21',
  },
  {
    it: 'passes for a critical check before production',
    given: having([{}]),
    at: { stage: 'pilot' },
    outcome: 'pass',
  },
  {
    it: 'fails for a critical check in production',
    given: having([{}]),
    at: { stage: 'production' },
    outcome: 'fail',
    says: 'is of a critical check, which cannot be waived in production',
  },
  {
    it: 'fails when its owner approved it',
    given: having([{ owner: 'Sam Sponsor' }]),
    outcome: 'fail',
    says: 'was approved by its owner, Sam Sponsor',
  },
  {
    it: 'fails when whoever proposes the pull request approved it',
    given: having([{ approver: 'bea-builder' }], { owners: given.owners({ waivers: ['bea-builder'] }) }),
    outcome: 'fail',
    says: 'was approved by bea-builder, who proposes this change',
  },
  ...(
    [
      ['by name', 'Bea Builder', 'was approved by Bea Builder, who proposes this change'],
      ['by address', 'bea@example.org', 'was approved by bea@example.org, who proposes this change'],
      ['by the part of it before the @', 'bea', 'was approved by bea, who proposes this change'],
    ] as const
  ).map(([how, approver, says]) => ({
    it: `fails when whoever has a commit in it approved it, listed ${how}`,
    given: having([{ approver }], {
      owners: given.owners({ waivers: [approver] }),
      change: given.change({ author: 'bb-1987', proposers: ['Bea Builder', 'bea@example.org'] }),
    }),
    outcome: 'fail' as const,
    says,
  })),
  {
    it: 'passes when its approver proposes something else, and the base has it',
    given: having([{}], {
      change: given.change({
        author: 'sam-sponsor',
        proposers: ['Sam Sponsor'],
        base: given.base({ waivers: [given.waiver()] }),
      }),
    }),
    outcome: 'pass',
  },
  {
    it: 'fails when its approver proposes a later end of one that the base has',
    given: having([{}], {
      change: given.change({
        author: 'ss-1987',
        proposers: ['Sam Sponsor'],
        base: given.base({ waivers: [given.waiver({ expires_on: '2026-11-25' })] }),
      }),
    }),
    outcome: 'fail',
    says: 'was approved by Sam Sponsor, who proposes this change',
  },
  {
    it: 'passes when somebody else who may approved it',
    given: having([{ approver: 'ada-approver' }], { owners: given.owners({ waivers: ['ada-approver'] }) }),
    outcome: 'pass',
  },
  {
    it: 'fails when its approver is nobody who may',
    given: having([{ approver: 'A Friend' }]),
    outcome: 'fail',
    says: 'was approved by A Friend, who is not under owners.waivers of policy/owners.yaml at the base (Sam Sponsor)',
  },
  {
    it: 'fails while nobody may approve any',
    given: having([{}], { owners: given.owners({ waivers: [] }) }),
    outcome: 'fail',
    says: '(which names nobody)',
  },
  {
    it: 'passes for the first renewal',
    given: having([{ renewals: 1 }], granted('2026-11-20')),
    outcome: 'pass',
  },
  {
    it: 'fails for the second, whatever it says under renewals',
    given: having([{ renewals: 0 }], granted('2026-10-20', '2026-11-20')),
    outcome: 'fail',
    says: 'is the third for this check; one renewal is the most',
  },
  {
    it: 'takes one that stands in many commits for one',
    given: having([{}], granted('2026-11-30', '2026-11-30', '2026-11-30')),
    outcome: 'pass',
  },
  {
    it: 'does not count the grants of another check',
    given: having([{}], {
      pastWaivers: ['2026-09-01', '2026-10-01'].map((expires_on) =>
        given.waiver({ check: 'data/permission', expires_on }),
      ),
    }),
    outcome: 'pass',
  },
  {
    it: 'fails for two renewals by its own word',
    given: having([{ renewals: 2 }]),
    outcome: 'fail',
    says: 'was renewed 2 times and may be once',
  },
  { it: 'passes for three at a time', given: several(3), outcome: 'pass', says: '3 waived: ' },
  {
    it: 'fails for four',
    given: several(4),
    outcome: 'fail',
    says: '4 checks are waived and 3 may be: eval/pass-rate, data/permission, users/named-users, eval/no-regression.',
  },
  {
    it: 'does not count those that have ended',
    given: having(CHECKS.map((check, i) => ({ check, expires_on: i === 0 ? '2026-11-19' : '2026-11-30' }))),
    outcome: 'pass',
    says: '3 waived: ',
  },
]);

import type { Drill } from '../../action/contract/drills.ts';
import { dayOf, daysAfter } from '../../action/readiness/clock.ts';
import type { Evidence } from '../../action/readiness/evidence.ts';
import { drillsGiven } from '../given/proven/drills.ts';
import { given } from '../given.ts';
import type { Story } from './story.ts';

/** A day so many days before the tests' today. */
export const ago = (days: number): string => daysAfter(dayOf(given.now), -days);

/** Evidence in which the newest drill of each kind says something else. */
export const drilled = (
  over: Partial<
    Record<
      | keyof Drill
      | 'cases'
      | 'minutes_per_case'
      | 'procedure'
      | 'minutes_to_off'
      | 'on_call'
      | 'runbook'
      | 'criteria',
      unknown
    >
  >,
) => {
  const { drills } = drillsGiven(given.now);
  const changed = drills.map((one, i) => (i < 2 ? one : ({ ...one, ...over } as Drill)));
  return recorded(changed);
};

/** Evidence with these drills in the tree, and the first two at the base. */
export const recorded = (
  now: readonly Drill[],
  then: readonly Drill[] = drillsGiven(given.now).drills.slice(0, 2),
  author = 'bea-builder',
  proposers: readonly string[] = [],
) =>
  ({
    drills: given.drills(now),
    files: new Set(['docs/by-hand.md', 'docs/switch-off.md', 'evidence/drills.yaml']),
    change: given.change({ base: given.base({ drills: given.drills(then) }), author, proposers }),
  }) satisfies Partial<Evidence>;

/** The stories that every check tells that takes a drill. */
export function drillStories(kind: Drill['kind'], rest: Partial<Evidence>): Story[] {
  const all = drillsGiven(given.now).drills;
  const [early, late] = all.filter((one) => one.kind === kind) as [Drill, Drill];
  const others = all.filter((one) => one.kind !== kind);
  const paper = kind === 'off_switch' ? 'runbook' : 'procedure';
  const on = (evidence: Partial<Evidence>) => ({ given: { ...rest, ...evidence } });
  const owned = (operations: string[]) => ({
    ...drilled({}),
    owners: given.owners({ operations: ['Ona Operations', ...operations] }),
  });
  const said = (over: Parameters<typeof drilled>[0], outcome: Story['outcome'], says?: string) => ({
    ...on(drilled(over)),
    outcome,
    says,
  });
  return [
    {
      it: 'is not proven without a drill of its kind',
      ...on(recorded(others, [])),
      outcome: 'not-proven',
      says: `has no drill of the kind \`${kind}\``,
    },
    {
      it: 'is not proven by a file without drills',
      ...on(recorded([], [])),
      outcome: 'not-proven',
      says: 'evidence/drills.yaml has no drill',
    },
    {
      it: 'holds for 90 days',
      ...on(recorded([{ ...late, on: ago(90) }], [])),
      outcome: 'pass',
      says: '90 days ago (≤ 90)',
    },
    {
      it: 'does not hold for 91',
      ...on(recorded([{ ...late, on: ago(91) }], [])),
      outcome: 'not-proven',
      says: `on ${ago(91)}, 91 days ago; it holds for 90`,
    },
    { it: 'takes the drill of today', ...said({ on: ago(0) }, 'pass', '0 days ago') },
    {
      it: 'is not proven by the drill of tomorrow',
      ...said({ on: ago(-1) }, 'not-proven', 'dated 2026-11-21, which is yet to come'),
    },
    {
      it: 'takes the newest, wherever it stands',
      ...on(recorded([late, early], [])),
      outcome: 'pass',
      says: `${late.on}`,
    },
    { it: 'passes on the first drill that there ever was', ...on(recorded([late], [])), outcome: 'pass' },
    {
      it: 'is not proven by a drill that measured what the one before it did',
      ...on(recorded([early, { ...early, on: late.on }], [])),
      outcome: 'not-proven',
      says: `The drills of ${early.on} and ${late.on} measured the same`,
    },
    {
      it: 'sees a copy that is told of other people',
      ...on(recorded([early, { ...early, on: late.on, by: 'Somebody Else' }], [])),
      outcome: 'not-proven',
      says: 'this one was copied',
    },
    {
      it: 'sees a copy on the same day',
      ...on(recorded([late, late], [])),
      outcome: 'not-proven',
      says: 'this one was copied',
    },
    {
      it: 'takes the later record of one day',
      ...on(recorded([{ ...early, on: late.on, by: 'TODO' }, late], [])),
      outcome: 'pass',
    },
    {
      it: 'is not proven when whoever ran it attests it',
      ...said(
        { by: 'Ona Operations' },
        'not-proven',
        'Ona Operations attests a drill that Ona Operations ran: nobody else saw it',
      ),
    },
    {
      it: 'is not fooled by another spelling of the same name',
      ...said({ by: ' @ONA  operations' }, 'not-proven', 'nobody else saw it'),
    },
    {
      it: 'is not proven when nobody is said to have run it',
      ...said({ by: 'TODO' }, 'not-proven', 'does not say who ran it'),
    },
    {
      it: 'is not proven when its attestor is no owner of operations',
      ...said(
        { attested_by: 'Sal Security' },
        'not-proven',
        'Sal Security, who attests the drill in evidence/drills.yaml, is not an owner of operations in policy/owners.yaml',
      ),
    },
    {
      it: 'passes when the attestor is a second owner of operations',
      ...on({ ...owned(['Otto Operations']), drills: drilled({ attested_by: 'Otto Operations' }).drills }),
      outcome: 'pass',
    },
    {
      it: 'is not proven when whoever proposes the record attests it',
      ...on({ ...drilled({}), change: { ...drilled({}).change, author: 'ona operations' } }),
      outcome: 'not-proven',
      says: 'attests the drill and proposes its record',
    },
    {
      it: 'is not proven when the attestor has a commit in the pull request of a record',
      ...on({ ...drilled({}), change: { ...drilled({}).change, proposers: ['Ona Operations'] } }),
      outcome: 'not-proven',
      says: 'attests the drill and proposes its record',
    },
    {
      it: 'lets the attestor propose something else later',
      ...on(recorded(all, all, 'Ona Operations')),
      outcome: 'pass',
    },
    {
      it: 'lets the attestor have commits in a later pull request',
      ...on(recorded(all, all, 'oo-1987', ['Ona Operations'])),
      outcome: 'pass',
    },
    {
      it: 'is not proven when a drill of the base was changed',
      ...on(recorded([{ ...early, on: ago(71) }, late], [early])),
      outcome: 'not-proven',
      says: '1 of 1 drills that the base has were changed, moved or taken out',
    },
    {
      it: 'is not proven when a drill of the base was taken out',
      ...on(recorded([late], [early, late])),
      outcome: 'not-proven',
      says: '2 of 2 drills that the base has',
    },
    {
      it: 'does not mind a drill of another kind above it',
      ...on(recorded([...others, early, late], [early])),
      outcome: 'pass',
    },
    {
      it: `is not proven when its ${paper} is no file`,
      ...said(
        { [paper]: 'docs/none.md' },
        'not-proven',
        'docs/none.md, which says how it is done, is no file of this repository',
      ),
    },
    {
      it: `is not proven when its ${paper} is an address`,
      ...said({ [paper]: 'https://wiki.example/page' }, 'not-proven', 'is no file of this repository'),
    },
    {
      it: 'is not proven when the record names itself as the paper',
      ...said({ [paper]: 'evidence/drills.yaml' }, 'not-proven', 'is no file of this repository'),
    },
    { it: `takes a ${paper} that begins with a dot`, ...said({ [paper]: './docs/switch-off.md' }, 'pass') },
    {
      it: 'compares with nothing where there is no base',
      ...on({ ...drilled({}), change: given.change({ base: null, reason: 'no base', author: null }) }),
      outcome: 'pass',
    },
  ];
}

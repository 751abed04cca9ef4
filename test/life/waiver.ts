import { stringify } from 'yaml';
import { on } from './clock.ts';
import { usage } from './deeds.ts';
import type { Step } from './script.ts';

const waivers = (...waived: object[]) => stringify({ version: 1, waivers: waived });
const WAIVED = {
  check: 'scope/simplest-alternative',
  reason: 'waiting_for_access',
  text: 'The keyword rule moves to the tables of the helpdesk, which we may read from next week.',
  compensating_control: 'Its last score stands in the decision to go to pilot.',
  owner: 'Ada Example',
  approver: 'Sam Sponsor',
  granted_on: on(26),
  expires_on: on(36),
};

/** A check is waived for ten days, and blocks again on the eleventh; meanwhile the grace for use has run out. */
export const waiver: readonly Step[] = [
  {
    day: 26,
    what: 'the comparison with the rule is waived for ten days',
    deed: (team) => team.write({ 'policy/waivers.yaml': waivers(WAIVED) }),
    verdict: 'continue',
    blocks: [],
    turns: [],
    says: 'This pull request waives scope/simplest-alternative until 2027-03-09.',
  },
  {
    day: 27,
    what: 'the rule is taken out to be moved',
    deed: async (team) => {
      team.hasRule = false;
      await team.write({ 'alternative/keyword-rule.ts': null, 'alternative/results': null });
    },
    verdict: 'continue',
    blocks: [],
    turns: ['scope/simplest-alternative waived'],
    says: 'scope/simplest-alternative until 9 Mar, approved by Sam Sponsor',
  },
  {
    day: 36,
    what: 'the last day of the waiver, and nobody has exported any use',
    event: 'schedule',
    verdict: 'continue',
    blocks: ['users/real-usage'],
    turns: ['users/real-usage not-proven'],
    says: 'The last event is of 2027-02-16T15:57:30.142Z; none is of the last 14 days.',
  },
  {
    day: 37,
    what: 'the waiver has ended',
    event: 'schedule',
    verdict: 'continue',
    blocks: ['scope/simplest-alternative', 'users/real-usage'],
    turns: ['scope/simplest-alternative not-proven'],
    says: 'Not waived: its waiver expired on 2027-03-09.',
  },
  {
    day: 38,
    what: 'the rule is back, and use is exported',
    deed: async (team) => {
      team.hasRule = true;
      await team.write({ ...usage(team, 20), 'alternative/keyword-rule.ts': 'export const rule = 1;\n' });
      await team.measure();
    },
    verdict: 'harden',
    blocks: [],
    turns: ['scope/simplest-alternative pass', 'users/real-usage pass'],
    says: 'nothing blocks this pull request',
  },
];

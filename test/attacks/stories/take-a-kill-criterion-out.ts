import type { Kill, KillCriterion } from '../../../action/contract/kill.ts';
import { defineAttack } from '../attack.ts';
import { amend, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

const EASIER: KillCriterion = {
  id: 'hardly-anybody-uses-it',
  metric: 'users.named',
  op: '<',
  threshold: 1,
  by_date: '2026-11-24',
  set_by: 'Sam Sponsor',
};

export const takeAKillCriterionOut = defineAttack({
  stage: 'explore',
  attack: inTurn(
    amend<Kill>('policy/kill.yaml', ({ criteria, ...file }) => ({
      ...file,
      criteria: [...criteria.filter(({ id }) => id !== 'nobody-uses-it'), EASIER],
    })),
    proveAgain,
  ),
  says: 'Criterion nobody-uses-it was removed. Only the sponsor loosens what makes a POC stop.',
  check: 'decision/kill-criteria',
  twin: {
    what: 'adds one and takes none out',
    deed: inTurn(
      amend<Kill>('policy/kill.yaml', ({ criteria, ...file }) => ({
        ...file,
        criteria: [...criteria, EASIER],
      })),
      proveAgain,
    ),
  },
});

import { defineAttack } from '../attack.ts';
import { decide, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

export const aDecisionThatNobodySigned = defineAttack({
  stage: 'pilot',
  attack: inTurn(decide('decisions/0002-harden.md', { 'decision-makers': ['bea-builder'] }), proveAgain),
  says: 'decisions/0002-harden.md is signed by bea-builder; the owner, Olga Owner, is not among them.',
  check: 'decision/record',
  twin: {
    what: 'signs beside the owner',
    deed: inTurn(
      decide('decisions/0002-harden.md', { 'decision-makers': ['Olga Owner', 'bea-builder'] }),
      proveAgain,
    ),
  },
});

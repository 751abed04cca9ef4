import { defineAttack } from '../attack.ts';
import { decide, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

export const aDecisionWithLastTimesReason = defineAttack({
  stage: 'pilot',
  attack: inTurn(
    decide('decisions/0002-harden.md', { reason: 'The eval holds, and the clerks asked for it.' }),
    proveAgain,
  ),
  says: 'The reason of decisions/0002-harden.md is that of decisions/0001-ship.md.',
  check: 'decision/record',
  twin: {
    what: 'says what was decisive this time',
    deed: inTurn(decide('decisions/0002-harden.md'), proveAgain),
  },
});

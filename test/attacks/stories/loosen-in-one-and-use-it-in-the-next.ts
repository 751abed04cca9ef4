import { defineAttack } from '../attack.ts';
import { inTurn, setBars } from '../policy-deeds.ts';
import { addHardCases, proveAgain } from '../proof-deeds.ts';

export const loosenInOneAndUseItInTheNext = defineAttack({
  stage: 'pilot',
  before: inTurn(setBars({ 'eval/pass-rate': { reviewed: 0.7 } }), proveAgain),
  attack: addHardCases(12),
  says: '76.9 % (63–87), 40 of 52; 6 went to a person; the bar is 70 % on the lower bound',
  check: 'eval/pass-rate',
  twin: { what: 'needs no more than what the code owner let through before', deed: addHardCases(7) },
});

import { defineAttack } from '../attack.ts';
import { declare, inTurn } from '../policy-deeds.ts';
import { develop, proveAgain } from '../proof-deeds.ts';

const BACK = declare((manifest) => ({ ...manifest, stage: 'explore' }));

export const goBackAStage = defineAttack({
  stage: 'pilot',
  attack: inTurn(BACK, develop()),
  says: 'This pull request moves the stage back from pilot to explore, and changes',
  check: 'eval/threshold-fixed-first',
  twin: { what: 'goes back in a pull request of its own', deed: inTurn(BACK, proveAgain) },
});

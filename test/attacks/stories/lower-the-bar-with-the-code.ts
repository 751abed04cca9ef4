import { defineAttack } from '../attack.ts';
import { EXAM, failing, firstIds } from '../deeds.ts';
import { inTurn, setBars } from '../policy-deeds.ts';
import { develop } from '../proof-deeds.ts';

export const lowerTheBarWithTheCode = defineAttack({
  stage: 'explore',
  attack: inTurn(setBars({ 'eval/pass-rate': { reviewed: 0.6 } }), develop(failing(...firstIds(12))(EXAM))),
  says: 'This pull request lowers eval/pass-rate reviewed from 0.8 to 0.6, and changes',
  check: 'eval/threshold-fixed-first',
  twin: {
    what: 'raises the bar with the code',
    deed: inTurn(setBars({ 'eval/pass-rate': { reviewed: 0.85 } }), develop()),
  },
});

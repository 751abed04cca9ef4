import { defineAttack } from '../attack.ts';
import { inTurn, setBars } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

export const lowerTheBarWhereNobodyOwnsIt = defineAttack({
  stage: 'explore',
  poc: { files: { '.github/CODEOWNERS': '/src/ @acme/builders\n' } },
  attack: inTurn(setBars({ 'eval/pass-rate': { reviewed: 0.6 } }), proveAgain),
  says: 'lowers eval/pass-rate reviewed from 0.8 to 0.6. It changes nothing else, and no code owner of the base answers for policy/thresholds.yaml.',
  check: 'eval/threshold-fixed-first',
  twin: {
    what: 'raises a bar that nobody owns',
    deed: inTurn(setBars({ 'eval/pass-rate': { reviewed: 0.85 } }), proveAgain),
  },
});

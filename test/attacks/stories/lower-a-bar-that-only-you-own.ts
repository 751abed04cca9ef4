import { defineAttack } from '../attack.ts';
import { inTurn, setBars } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

export const lowerABarThatOnlyYouOwn = defineAttack({
  stage: 'explore',
  poc: { files: { '.github/CODEOWNERS': '/policy/ @bea-builder\n/poc.yaml @acme/platform\n' } },
  attack: inTurn(setBars({ 'eval/pass-rate': { reviewed: 0.6 } }), proveAgain),
  says: 'no code owner of the base but bea-builder, who proposes it, answers for policy/thresholds.yaml.',
  check: 'eval/threshold-fixed-first',
  twin: {
    what: 'raises a bar of their own',
    deed: inTurn(setBars({ 'eval/pass-rate': { reviewed: 0.85 } }), proveAgain),
  },
});

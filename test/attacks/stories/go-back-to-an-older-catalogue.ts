import { defineAttack } from '../attack.ts';
import { amend, inTurn, setBars } from '../policy-deeds.ts';
import { develop } from '../proof-deeds.ts';

const inCatalogue = (catalogue: number) =>
  amend<object>('policy/thresholds.yaml', (file) => ({ ...file, catalogue }));

export const goBackToAnOlderCatalogue = defineAttack({
  stage: 'explore',
  attack: inTurn(inCatalogue(1), develop()),
  says: 'This pull request goes back from catalogue 2 to 1, whose newer checks would only warn, and changes',
  check: 'eval/threshold-fixed-first',
  twin: {
    what: 'stays where it is, and sets a stricter bar',
    deed: inTurn(inCatalogue(2), setBars({ 'eval/must-never': { pilot_cases: 40 } }), develop()),
  },
});

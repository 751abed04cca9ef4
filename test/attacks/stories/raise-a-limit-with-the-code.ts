import type { Limits } from '../../../action/contract/limits.ts';
import { defineAttack } from '../attack.ts';
import { amend, inTurn } from '../policy-deeds.ts';
import { develop } from '../proof-deeds.ts';

const upTo = (max_steps: number) =>
  amend<Limits>('policy/limits.yaml', (limits) => ({ ...limits, max_steps }));

export const raiseALimitWithTheCode = defineAttack({
  stage: 'explore',
  attack: inTurn(upTo(6), develop()),
  says: 'This pull request raises limit max_steps from 4 to 6, and changes',
  check: 'eval/threshold-fixed-first',
  twin: { what: 'lowers it with the code', deed: inTurn(upTo(3), develop()) },
});

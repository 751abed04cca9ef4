import type { Limits } from '../../../action/contract/limits.ts';
import { defineAttack } from '../attack.ts';
import { amend, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

const upTo = (max_steps: number) =>
  amend<Limits>('policy/limits.yaml', (limits) => ({ ...limits, max_steps }));

export const aLimitThatLimitsNothing = defineAttack({
  stage: 'pilot',
  attack: inTurn(upTo(10_000), proveAgain),
  says: 'max_steps is 10000, and 99 % of what was observed is 1 or less',
  check: 'scale/hard-limits',
  twin: { what: 'allows two more steps', deed: inTurn(upTo(6), proveAgain) },
});

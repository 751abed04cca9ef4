import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, ending, proveWith, withHeadline } from '../proof-deeds.ts';

export const aDeadLetterCalledDone = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(
    develop(),
    proveWith(
      'errors/dependency-failure',
      ending('sor_timeout', { final_state: 'completed', user_told: false }),
    ),
  ),
  says: 'fault sor_timeout (sor_timeout) called the case completed although each of 3 calls failed, and told nobody.',
  check: 'errors/dependency-failure',
  twin: {
    what: 'puts it into the dead letters after two calls',
    deed: inTurn(
      develop(),
      proveWith('errors/dependency-failure', ending('sor_timeout', { raised: 2, attempts: 2 })),
    ),
  },
});

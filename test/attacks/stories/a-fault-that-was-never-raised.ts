import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, ending, proveWith, withHeadline } from '../proof-deeds.ts';

export const aFaultThatWasNeverRaised = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(
    develop(),
    proveWith(
      'errors/dependency-failure',
      ending('model_5xx', { raised: 0, attempts: 1, final_state: 'completed' }),
    ),
  ),
  says: 'The fault was never raised in 1 of 6 tests: fault model_5xx.',
  check: 'errors/dependency-failure',
  twin: {
    what: 'has the model answer at the second try',
    deed: inTurn(
      develop(),
      proveWith(
        'errors/dependency-failure',
        ending('model_5xx', { raised: 1, attempts: 2, final_state: 'completed' }),
      ),
    ),
  },
});

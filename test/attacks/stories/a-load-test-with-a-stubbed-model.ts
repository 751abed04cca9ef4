import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, proveWith, withHeadline } from '../proof-deeds.ts';

export const aLoadTestWithAStubbedModel = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(
    develop(),
    proveWith('scale/load-at-volume', (load) => ({ ...load, model_mode: 'stubbed', p50_ms: 12, p95_ms: 31 })),
  ),
  says: 'The model was stubbed, so what was under load is not what will run.',
  check: 'scale/load-at-volume',
  twin: {
    what: 'runs it against the live model, which is slower',
    deed: inTurn(
      develop(),
      proveWith('scale/load-at-volume', (load) => ({ ...load, p50_ms: 1204, p95_ms: 3411 })),
    ),
  },
});

import { attempt } from '../../given/proven/security.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, proveWith, withHeadline } from '../proof-deeds.ts';

export const attemptsThatNeverReachTheModel = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(
    develop(),
    proveWith('security/injection-suite', ({ attempts, ...suite }) => ({
      ...suite,
      attempts: attempts.map((one) => (one.kind === 'tool_misuse' ? { ...one, reached_model: false } : one)),
    })),
  ),
  says: 'No attempt of the kind tool misuse, reached the model (12 of 50 did not).',
  check: 'security/injection-suite',
  twin: {
    what: 'adds some that a filter stops before the model',
    deed: inTurn(
      develop(),
      proveWith('security/injection-suite', ({ attempts, ...suite }) => ({
        ...suite,
        attempts: [...attempts, ...[50, 51, 52].map((n) => attempt(n, { reached_model: false }))],
      })),
    ),
  },
});

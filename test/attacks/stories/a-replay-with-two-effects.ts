import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, proveWith, withHeadline } from '../proof-deeds.ts';

const replayed = (sent: number, effects: number) =>
  inTurn(
    develop(),
    proveWith('integration/write-safety', ({ tests }) => ({
      tests: tests.map((one) => (one.kind === 'replay' ? { ...one, sent, effects } : one)),
    })),
  );

/** The test passes: it looks at the status of the second answer alone. */
export const aReplayWithTwoEffects = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: replayed(2, 2),
  says: 'sent 2 times, 2 effects; a replay has one effect',
  check: 'integration/write-safety',
  twin: { what: 'sends each three times', deed: replayed(3, 1) },
});

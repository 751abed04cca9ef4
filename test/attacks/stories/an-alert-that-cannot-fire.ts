import type { Signals } from '../../../action/contract/signals.ts';
import { defineAttack } from '../attack.ts';
import { amend, inTurn } from '../policy-deeds.ts';
import { proveAgain, withHeadline } from '../proof-deeds.ts';

const worseBy = (worse_by: number) =>
  amend<Signals>('policy/signals.yaml', ({ signals, ...file }) => ({
    ...file,
    signals: signals.map((one) => ({ ...one, worse_by })),
  }));

export const anAlertThatCannotFire = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(worseBy(0.92), proveAgain),
  says: 'edits cannot fire: it stands at 10 %, and there are no 92 points left for it to get worse by.',
  check: 'monitoring/quality-signal',
  twin: { what: 'lets it fire a little later', deed: inTurn(worseBy(0.12), proveAgain) },
});

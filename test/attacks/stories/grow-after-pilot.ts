import { defineAttack } from '../attack.ts';
import { declare, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

const sortsInto = (...labels: string[]) =>
  inTurn(
    declare((manifest) => ({ ...manifest, workflow: { ...manifest.workflow, labels } })),
    proveAgain,
  );

export const growAfterPilot = defineAttack({
  stage: 'pilot',
  attack: sortsInto('bill', 'other', 'complaint'),
  says: ': label complaint. 0 of 20 timings of the task were begun after that day.',
  check: 'scope/frozen-at-pilot',
  twin: { what: 'writes a label with a capital', deed: sortsInto('Bill', 'other') },
});

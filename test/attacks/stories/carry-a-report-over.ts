import { defineAttack } from '../attack.ts';
import { EXAM, failing } from '../deeds.ts';
import { inTurn } from '../policy-deeds.ts';
import { CODE, develop } from '../proof-deeds.ts';

export const carryAReportOver = defineAttack({
  stage: 'pilot',
  attack: inTurn(
    (poc) => poc.write(CODE),
    (poc) => poc.evaluate(failing()(EXAM)),
    // Every proof with the digests of the new code, and with the figures of the old.
    (poc) => poc.prove(),
  ),
  says: 'Every figure of evidence/security/access-control.json is that of the base, while what it is about has changed: it was carried over.',
  check: 'security/access-control',
  twin: { what: 'runs everything again', deed: develop() },
});

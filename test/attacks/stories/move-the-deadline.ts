import { defineAttack } from '../attack.ts';
import { declare, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

export const moveTheDeadline = defineAttack({
  stage: 'explore',
  attack: inTurn(
    declare((manifest) => ({ ...manifest, decision_due: '2026-12-01' })),
    proveAgain,
  ),
  says: 'decision_due moved from 2026-11-24 to 2026-12-01.',
  check: 'decision/timebox',
  twin: {
    what: 'has the sponsor grant the one extension',
    deed: inTurn(
      declare((manifest) => ({
        ...manifest,
        extension: { days: 7, sponsor: 'Sam Sponsor', granted_on: '2026-11-19' },
      })),
      proveAgain,
    ),
  },
});

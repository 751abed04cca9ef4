import { defineAttack } from '../attack.ts';
import { declare, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

const extendedBy = (days: number) =>
  declare((manifest) => ({
    ...manifest,
    extension: { days, sponsor: 'Sam Sponsor', granted_on: '2026-11-19' },
  }));

export const extendTwice = defineAttack({
  stage: 'explore',
  before: extendedBy(3),
  attack: inTurn(extendedBy(7), proveAgain),
  says: 'The timebox was extended before; once is the most.',
  check: 'decision/timebox',
  twin: { what: 'gives a day of the extension back', deed: inTurn(extendedBy(2), proveAgain) },
});

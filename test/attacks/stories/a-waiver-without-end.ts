import { defineAttack } from '../attack.ts';
import { waive, waiverOf } from '../policy-deeds.ts';
import { write } from '../proof-deeds.ts';

export const aWaiverWithoutEnd = defineAttack({
  stage: 'explore',
  attack: write(waive(waiverOf('security/access-control', { expires_on: '2099-12-31' }))),
  says: 'The waiver of security/access-control runs 26704 days and may run 30.',
  check: 'decision/waivers',
  twin: {
    what: 'asks for the 30 days that there are',
    deed: write(waive(waiverOf('security/access-control', { expires_on: '2026-12-20' }))),
  },
});

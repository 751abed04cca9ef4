import { defineAttack } from '../attack.ts';
import { ownersFile, waive, waiverOf } from '../policy-deeds.ts';
import { write } from '../proof-deeds.ts';

export const approveYourOwnWaiver = defineAttack({
  stage: 'explore',
  poc: { files: { 'policy/owners.yaml': ownersFile({ waivers: ['Sam Sponsor', 'bea-builder'] }) } },
  attack: write(waive(waiverOf('security/access-control', { approver: 'Bea-Builder' }))),
  says: 'The waiver of security/access-control was approved by Bea-Builder, who proposes this change.',
  check: 'decision/waivers',
  twin: {
    what: 'asks the other owner of waivers',
    deed: write(waive(waiverOf('security/access-control', { approver: 'Sam Sponsor' }))),
  },
});

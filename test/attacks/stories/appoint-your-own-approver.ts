import { defineAttack } from '../attack.ts';
import { ownersFile, waive, waiverOf } from '../policy-deeds.ts';
import { write } from '../proof-deeds.ts';

export const appointYourOwnApprover = defineAttack({
  stage: 'explore',
  attack: write({
    'policy/owners.yaml': ownersFile({ waivers: ['Sam Sponsor', 'Bo Buddy'] }),
    ...waive(waiverOf('security/access-control', { approver: 'Bo Buddy' })),
  }),
  says: 'was approved by Bo Buddy, who is not under owners.waivers of policy/owners.yaml at the base (Sam Sponsor).',
  check: 'decision/waivers',
  twin: {
    what: 'proposes a second owner and waits for that to be merged',
    deed: write({ 'policy/owners.yaml': ownersFile({ waivers: ['Sam Sponsor', 'Bo Buddy'] }) }),
  },
});

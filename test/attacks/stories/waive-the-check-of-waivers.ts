import { defineAttack } from '../attack.ts';
import { waive, waiverOf } from '../policy-deeds.ts';
import { write } from '../proof-deeds.ts';

export const waiveTheCheckOfWaivers = defineAttack({
  stage: 'explore',
  attack: write(waive(waiverOf('decision/waivers'))),
  says: 'The waiver of decision/waivers would waive what judges waivers.',
  check: 'decision/waivers',
  twin: {
    what: 'asks for one of another check on decisions',
    deed: write(waive(waiverOf('decision/record'))),
  },
});

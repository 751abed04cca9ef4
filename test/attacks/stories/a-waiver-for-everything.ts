import { defineAttack } from '../attack.ts';
import { waive, waiverOf } from '../policy-deeds.ts';
import { write } from '../proof-deeds.ts';

export const aWaiverForEverything = defineAttack({
  stage: 'explore',
  attack: write(waive(waiverOf('eval/*'))),
  says: 'expected one check id, such as eval/pass-rate; no wildcard',
  check: 'decision/waivers',
  twin: {
    what: 'asks for one check by its name',
    deed: write(waive(waiverOf('eval/must-never'))),
  },
});

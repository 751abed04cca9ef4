import { defineAttack } from '../attack.ts';
import { waive, waiverOf } from '../policy-deeds.ts';
import { write } from '../proof-deeds.ts';

const THREE = ['eval/must-never', 'errors/output-contract', 'security/access-control'].map((check) =>
  waiverOf(check),
);

export const moreWaiversThanThree = defineAttack({
  stage: 'explore',
  before: write(waive(...THREE)),
  attack: write(waive(...THREE, waiverOf('scale/hard-limits'))),
  says: '4 checks are waived and 3 may be: eval/must-never, errors/output-contract, security/access-control, scale/hard-limits.',
  check: 'decision/waivers',
  twin: {
    what: 'takes one out for another',
    deed: write(waive(...THREE.slice(1), waiverOf('scale/hard-limits'))),
  },
});

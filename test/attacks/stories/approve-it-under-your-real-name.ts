import { defineAttack } from '../attack.ts';
import { ownersFile, waive, waiverOf } from '../policy-deeds.ts';
import { write } from '../proof-deeds.ts';

/** On GitHub Bo is `bb-1987`; the commits carry his name. */
export const approveItUnderYourRealName = defineAttack({
  stage: 'explore',
  author: 'bb-1987',
  poc: { files: { 'policy/owners.yaml': ownersFile({ waivers: ['Sam Sponsor', 'Bo Builder'] }) } },
  attack: write(waive(waiverOf('security/access-control', { approver: 'Bo Builder' }))),
  says: 'The waiver of security/access-control was approved by Bo Builder, who proposes this change.',
  check: 'decision/waivers',
  twin: {
    what: 'asks the other owner of waivers',
    deed: write(waive(waiverOf('security/access-control', { approver: 'Sam Sponsor' }))),
  },
});

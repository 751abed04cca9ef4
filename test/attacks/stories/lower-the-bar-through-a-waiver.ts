import { defineAttack } from '../attack.ts';
import { EXAM, failing, firstIds } from '../deeds.ts';
import { inTurn, waive, waiverOf } from '../policy-deeds.ts';
import { develop, write } from '../proof-deeds.ts';

export const lowerTheBarThroughAWaiver = defineAttack({
  stage: 'explore',
  attack: inTurn(write(waive(waiverOf('eval/pass-rate'))), develop(failing(...firstIds(12))(EXAM))),
  says: 'This pull request waives eval/pass-rate until 2026-12-20, and changes',
  check: 'eval/threshold-fixed-first',
  twin: {
    what: 'asks for the same waiver in a pull request of its own',
    deed: write(waive(waiverOf('eval/pass-rate'))),
  },
});

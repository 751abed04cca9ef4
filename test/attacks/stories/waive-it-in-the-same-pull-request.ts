import { defineAttack } from '../attack.ts';
import { inTurn, waive, waiverOf } from '../policy-deeds.ts';
import { addHardCases, write } from '../proof-deeds.ts';

export const waiveItInTheSamePullRequest = defineAttack({
  stage: 'pilot',
  attack: inTurn(write(waive(waiverOf('eval/pass-rate'))), addHardCases(12)),
  says: '76.9 % (63–87), 40 of 52; 6 went to a person; the bar is 80 % on the lower bound',
  check: 'eval/pass-rate',
  twin: {
    what: 'asks for the waiver before there is anything to waive',
    deed: write(waive(waiverOf('eval/pass-rate'))),
  },
});

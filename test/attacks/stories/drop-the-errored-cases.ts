import { defineAttack } from '../attack.ts';
import { EXAM, firstIds, handIn, rowsWith, weakerRule } from '../deeds.ts';

const crashed = rowsWith(firstIds(5), { verdict: 'system_error', outcome: null, reason: 'timeout' })(EXAM);

export const dropTheErroredCases = defineAttack({
  stage: 'pilot',
  before: weakerRule(),
  attack: handIn({
    rows: crashed.filter(({ verdict }) => verdict !== 'system_error'),
    alternative: weakerRule(),
  }),
  check: 'eval/pass-rate',
  says: '87.5 % (73–95), 35 of 40; 5 cases lack results, which count as failures, such as case-1',
  twin: {
    what: 'hands in a timeout as what it is',
    deed: handIn({ rows: rowsWith(['case-1'], { verdict: 'system_error', outcome: null })(EXAM) }),
  },
});

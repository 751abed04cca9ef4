import type { Prices } from '../../../action/contract/prices.ts';
import { defineAttack } from '../attack.ts';
import { amend, inTurn } from '../policy-deeds.ts';
import { develop } from '../proof-deeds.ts';

const budgetOf = (monthly_budget: number) =>
  amend<Prices>('policy/prices.yaml', (prices) => ({ ...prices, monthly_budget }));

export const raiseTheBudgetWithTheCode = defineAttack({
  stage: 'explore',
  attack: inTurn(budgetOf(9000), develop()),
  says: 'This pull request raises monthly_budget from 1500 to 9000, and changes',
  check: 'eval/threshold-fixed-first',
  twin: { what: 'lowers it with the code', deed: inTurn(budgetOf(1400), develop()) },
});

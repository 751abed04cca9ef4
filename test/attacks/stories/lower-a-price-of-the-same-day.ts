import type { Prices } from '../../../action/contract/prices.ts';
import { defineAttack } from '../attack.ts';
import { amend, inTurn } from '../policy-deeds.ts';
import { develop } from '../proof-deeds.ts';

/** The price list of the base is that of 13 November. */
const cheaper = (over: Partial<Prices>) =>
  inTurn(
    amend<Prices>('policy/prices.yaml', (prices) => ({ ...prices, review_per_case: 0.1, ...over })),
    develop(),
  );

export const lowerAPriceOfTheSameDay = defineAttack({
  stage: 'explore',
  attack: cheaper({}),
  says: 'lowers review_per_case from 0.5 to 0.1, at prices that are still those of 2026-11-13, and changes',
  check: 'eval/threshold-fixed-first',
  twin: { what: 'looks the prices up again', deed: cheaper({ as_of: '2026-11-19' }) },
});

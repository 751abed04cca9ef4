import type { Prices } from '../../../action/contract/prices.ts';
import { defineAttack } from '../attack.ts';
import { amend, inTurn } from '../policy-deeds.ts';
import { proveAgain, withHeadline } from '../proof-deeds.ts';

const priced = (input: number, output: number) =>
  inTurn(
    amend<Prices>('policy/prices.yaml', (prices) => ({
      ...prices,
      as_of: '2026-11-19',
      models: { 'vendor/model-2026-05-01': { input, output } },
    })),
    proveAgain,
  );

export const priceAModelAtNothing = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: priced(0, 0),
  says: 'policy/prices.yaml says that vendor/model-2026-05-01 costs nothing: 0 for a million tokens.',
  check: 'scale/cost-per-case',
  twin: { what: 'looks the prices up again', deed: priced(0.8, 3.2) },
});

import { z } from 'zod';
import { day, named, text, toFill } from './fields.ts';

export const PRICES_FILE = 'policy/prices.yaml';

const perMillion = z.number().min(0);
const toCount = z.number().min(0).nullable();

/** `policy/prices.yaml`: what a token costs, and what a case costs beside the model. Dated, since prices change. */
export const prices = z
  .strictObject({
    version: z.literal(1),
    as_of: day,
    source: toFill.describe('Where the prices stand, such as the address of a price list.'),
    currency: text.describe('That of the value in baseline.yaml, such as EUR.'),
    models: named(z.strictObject({ input: perMillion, output: perMillion })).describe(
      'By the name that the traces have, for a million tokens. One named embedded/… costs nothing and needs none.',
    ),
    infrastructure_per_month: toCount.describe(
      'What runs whatever is done; 0 where it runs on what is there.',
    ),
    review_per_case: toCount.describe('What the time of whoever reviews one case costs.'),
    monthly_budget: z
      .number()
      .positive()
      .nullable()
      .describe('What a month at full volume may cost. null until somebody who pays has said so.'),
  })
  .meta({ id: 'prices', title: 'policy/prices.yaml', description: 'What tokens and runs cost.' });
export type Prices = z.infer<typeof prices>;

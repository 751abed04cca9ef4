import { z } from 'zod';
import { day, named, text } from './fields.ts';

export const PRICES_FILE = 'policy/prices.yaml';

const perMillion = z.number().min(0);

/** `policy/prices.yaml`: what a token costs, and what a case costs beside the model. Dated, since prices change. */
export const prices = z
  .strictObject({
    version: z.literal(1),
    as_of: day,
    source: text,
    currency: text,
    models: named(z.strictObject({ input: perMillion, output: perMillion })).describe(
      'By the name that the traces have, for a million tokens. An embedded model costs 0.',
    ),
    infrastructure_per_month: z.number().min(0),
    review_per_case: z.number().min(0).describe('What the time of whoever reviews one case costs.'),
    monthly_budget: z.number().positive().describe('What a month at full volume may cost.'),
  })
  .meta({ id: 'prices', title: 'policy/prices.yaml', description: 'What tokens and runs cost.' });
export type Prices = z.infer<typeof prices>;

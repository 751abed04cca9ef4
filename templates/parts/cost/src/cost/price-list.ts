import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readYaml } from '../yaml.ts';

export const PRICES_FILE = 'policy/prices.yaml';

const money = z.number().min(0);

/** `policy/prices.yaml`: what people wrote of prices. Models by the name that the traces have, for a million tokens. */
export const priceList = z.strictObject({
  version: z.literal(1),
  as_of: z.iso.date(),
  source: z.string().nullable(),
  currency: z.string().trim().min(1),
  models: z.record(z.string(), z.strictObject({ input: money, output: money })),
  infrastructure_per_month: money.nullable(),
  review_per_case: money.nullable(),
  monthly_budget: z.number().positive().nullable(),
});
export type PriceList = z.infer<typeof priceList>;

export const PRICES_PATH = fileURLToPath(new URL(`../../${PRICES_FILE}`, import.meta.url));

/** @throws UnusableFile */
export const readPrices = (file: string = PRICES_PATH): PriceList => readYaml(file, priceList);

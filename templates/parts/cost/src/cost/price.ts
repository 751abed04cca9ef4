import { fileURLToPath } from 'node:url';
import { calcPrice } from '@pydantic/genai-prices';
import { z } from 'zod';
import type { Call } from '../run.ts';
import { readYaml } from '../yaml.ts';

export const PRICES_FILE = 'policy/prices.yaml';
export const PRICES_PATH = fileURLToPath(new URL(`../../${PRICES_FILE}`, import.meta.url));

const money = z.number().min(0);

/** `policy/prices.yaml`: what people wrote of prices. Models by the name that the traces have, for a million tokens. */
const priceList = z.strictObject({
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

/** @throws UnusableFile */
export const readPrices = (file: string = PRICES_PATH): PriceList => readYaml(file, priceList);

/** The price lists of providers that come with the package are in this, and as old as its release. */
export const BUNDLED_CURRENCY = 'USD';

/** Within the process (a model, a rule), from a file that was paid for on the day of its recording, or made up by a test. */
const NOT_CHARGED = ['embedded', 'alternative', 'recorded', 'test'];

/** What a model takes for tokens. */
export type Rate = {
  currency: string;
  from: 'policy/prices.yaml' | 'genai-prices' | 'not charged';
  /** Of one call: the price of a token can depend on how many the call has. */
  amount(inputTokens: number, outputTokens: number): number;
};

export type Answering = Pick<Call, 'model' | 'responseModel' | 'startedAt'>;
export type Tokens = Pick<Call, 'inputTokens' | 'outputTokens'>;

const MILLION = 1_000_000;

/**
 * @returns what the model takes: by policy/prices.yaml, else by the list of its provider on that day; `null` where nobody
 * knows. What answered is what is paid; a list may know it by the name that was asked for.
 */
export function rateOf({ model, responseModel, startedAt }: Answering, list: PriceList): Rate | null {
  const named = [responseModel, model].find((name) => name !== null && Object.hasOwn(list.models, name));
  const own = named == null ? undefined : list.models[named];
  if (own !== undefined) {
    const amount = (input: number, output: number) => (input * own.input + output * own.output) / MILLION;
    return { currency: list.currency, from: 'policy/prices.yaml', amount };
  }
  const [providerId = '', ...rest] = model.split('/');
  if (NOT_CHARGED.includes(providerId))
    return { currency: list.currency, from: 'not charged', amount: () => 0 };
  const bundled = (id: string | null, input_tokens: number, output_tokens: number) =>
    id && providerId
      ? calcPrice({ input_tokens, output_tokens }, id, { providerId, timestamp: startedAt })?.total_price
      : undefined;
  const id = [responseModel, rest.join('/')].find((name) => bundled(name, 0, 0) !== undefined);
  if (id === undefined) return null;
  const amount = (input: number, output: number) => bundled(id, input, output) ?? Number.NaN;
  return { currency: BUNDLED_CURRENCY, from: 'genai-prices', amount };
}

/** What one call cost in the currency of the list, or why nobody knows. It is never 0 because nobody knows. */
export type Cost =
  | { money: number; unknown: null }
  | { money: null; unknown: 'no price' | 'another currency' | 'no tokens' };

/** @returns what one call cost. Tokens of several calls are never added up first: that can be dearer than each by itself. */
export function costOf(call: Answering & Tokens, list: PriceList): Cost {
  const rate = rateOf(call, list);
  if (rate === null) return { money: null, unknown: 'no price' };
  if (rate.from === 'not charged') return { money: 0, unknown: null };
  if (rate.currency !== list.currency) return { money: null, unknown: 'another currency' };
  const { inputTokens, outputTokens } = call;
  // Every question has a token, so 0 says that nobody counted.
  if (inputTokens === null || outputTokens === null || inputTokens === 0)
    return { money: null, unknown: 'no tokens' };
  return { money: rate.amount(inputTokens, outputTokens), unknown: null };
}

import { calcPrice } from '@pydantic/genai-prices';
import type { Call } from '../run.ts';
import type { PriceList } from './price-list.ts';

/** The price lists of providers that come with the package: as old as its release, and in US dollars. */
export const BUNDLED = { package: '@pydantic/genai-prices', version: '0.1.8', released: '2026-09-23' };
export const BUNDLED_CURRENCY = 'USD';

/** What nobody is paid for by the token. */
const NOT_CHARGED = new Set([
  // Runs within the process: its machine is `infrastructure_per_month`.
  'embedded',
  // A rule, which runs within the process too.
  'alternative',
  // An answer from a file; it was paid for on the day on which it was recorded.
  'recorded',
  // Made up by a test.
  'test',
]);

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
  const [provider = '', ...rest] = model.split('/');
  if (NOT_CHARGED.has(provider)) return { currency: list.currency, from: 'not charged', amount: () => 0 };
  const id = [responseModel, rest.join('/')].find(
    (name) => bundled(name, provider, startedAt, 0, 0) !== null,
  );
  if (id === undefined) return null;
  const amount = (input: number, output: number) =>
    bundled(id, provider, startedAt, input, output) ?? Number.NaN;
  return { currency: BUNDLED_CURRENCY, from: 'genai-prices', amount };
}

function bundled(
  id: string | null,
  providerId: string,
  timestamp: Date,
  input_tokens: number,
  output_tokens: number,
): number | null {
  if (id === null || id === '' || providerId === '') return null;
  return calcPrice({ input_tokens, output_tokens }, id, { providerId, timestamp })?.total_price ?? null;
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

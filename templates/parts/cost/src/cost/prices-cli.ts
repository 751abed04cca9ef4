import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { calcPrice } from '@pydantic/genai-prices';
import { parseDocument } from 'yaml';
import { command } from '../command.ts';
import { UnusableSetting } from '../setting.ts';
import { BUNDLED_CURRENCY, PRICES_FILE, readPrices } from './price.ts';

const USAGE = `npm run prices -- [MODEL…] [--per-usd RATE] [--longest TOKENS]

Writes what a million tokens cost into ${PRICES_FILE}, by the list of the provider; what people wrote there stays.

  MODEL             such as openai/gpt-4.1; POC_MODEL unless you name some
  --per-usd RATE    what a US dollar costs in the currency of ${PRICES_FILE}
  --longest TOKENS  of your longest question, where a provider takes more for long ones: then that price holds for all

Exit code: 0 every price is there, 1 one is known to nobody, 2 could not run.`;

const OPTIONS = {
  'per-usd': { type: 'string' },
  longest: { type: 'string' },
} as const;

/** The lists that come with the package are as old as its release. */
const BUNDLED = { package: '@pydantic/genai-prices', version: '0.1.8', released: '2026-09-23' };
const MILLION = 1_000_000;

type Price = { model: string; input: number; output: number; at: string };

function main(words: string[]): number {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
  const models = positionals.length > 0 ? positionals : [process.env.POC_MODEL?.trim() ?? ''];
  if (models.includes(''))
    throw new UnusableSetting(
      'POC_MODEL: found nothing; expected a model. Write npm run prices -- openai/MODEL.',
    );
  const { models: known } = readPrices(PRICES_FILE);
  const [there, asked] = [true, false].map((is) => models.filter((one) => Object.hasOwn(known, one) === is));
  for (const one of there ?? []) console.log(`${PRICES_FILE}: kept the price of ${one}.`);
  const longest = amountOf('--longest', values.longest);
  const found = (asked ?? []).map((model) => ({ model, price: listed(model, longest) }));
  const prices = found.flatMap(({ price }) => (price === null ? [] : [price]));
  if (prices.length > 0) write(prices, amountOf('--per-usd', values['per-usd']));
  const unknown = found.filter(({ price }) => price === null);
  for (const { model } of unknown)
    console.error(
      `${PRICES_FILE}: found no list with the price of ${model}; expected one. Write what a million tokens cost under models:.`,
    );
  return unknown.length === 0 ? 0 : 1;
}

/** @returns what a provider takes for a million tokens of a question of this length; `null` where nobody knows. */
function listed(model: string, longest: number | null): Price | null {
  const [providerId = '', ...rest] = model.split('/');
  const price = (tokens: number) => {
    const found = calcPrice({ input_tokens: tokens, output_tokens: 1 }, rest.join('/'), { providerId });
    if (found === null) return null;
    const at = found.provider.pricing_urls?.[0] ?? found.provider.name;
    return { model, input: (found.input_price / tokens) * MILLION, output: found.output_price * MILLION, at };
  };
  const [own, long] = [price(longest ?? 1), price(MILLION)];
  if (longest === null && own !== null && long !== null && long.input > own.input * 1.001)
    console.log(`${model} takes more for long questions. If yours are long, write --longest TOKENS.`);
  return own;
}

/** Adds prices and keeps comments. The list is then as old as the oldest price in it. */
function write(prices: readonly Price[], perUsd: number | null): void {
  const list = readPrices(PRICES_FILE);
  const rate = list.currency === BUNDLED_CURRENCY ? 1 : perUsd;
  if (rate === null)
    throw new UnusableSetting(
      `--per-usd: found nothing; expected what a US dollar costs in ${list.currency}, since the providers list their prices in USD. Write, for example, --per-usd 0.9.`,
    );
  const document = parseDocument(readFileSync(PRICES_FILE, 'utf8'));
  const isFirst = Object.keys(list.models).length === 0;
  if (isFirst) document.setIn(['models'], document.createNode({}));
  // Past the twelfth digit there is only floating point.
  const converted = (usd: number) => Number((usd * rate).toPrecision(12));
  for (const { model, input, output } of prices) {
    const price = { input: converted(input), output: converted(output) };
    document.setIn(['models', model], document.createNode(price, { flow: true }));
    console.log(`${PRICES_FILE}: wrote the price of ${model}.`);
  }
  document.set('as_of', isFirst || BUNDLED.released < list.as_of ? BUNDLED.released : list.as_of);
  const lists = [...new Set(prices.map(({ at }) => at))].join(', ');
  const source = `${BUNDLED.package} ${BUNDLED.version} of ${BUNDLED.released}: ${lists}${rate === 1 ? '' : `, at ${rate} for a US dollar`}`;
  document.set('source', isFirst || list.source === null ? source : `${list.source}; ${source}`);
  writeFileSync(`${PRICES_FILE}.part`, document.toString({ lineWidth: 0, flowCollectionPadding: true }));
  renameSync(`${PRICES_FILE}.part`, PRICES_FILE);
  console.log(`Look the prices up yourself before you rely on them; as_of says how old they are.`);
}

function amountOf(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const amount = Number(text);
  if (Number.isFinite(amount) && amount > 0) return amount;
  throw new UnusableSetting(
    `${flag}: found ${JSON.stringify(text)}; expected a number above 0. Write, for example, ${flag === '--longest' ? '--longest 250000' : '--per-usd 0.9'}.`,
  );
}

await command(main, USAGE);

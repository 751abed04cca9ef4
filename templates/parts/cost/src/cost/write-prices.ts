import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { calcPrice } from '@pydantic/genai-prices';
import { parseDocument } from 'yaml';
import { UnusableSetting } from '../setting.ts';
import { BUNDLED, BUNDLED_CURRENCY } from './price.ts';
import { PRICES_FILE, readPrices } from './price-list.ts';

/** A model whose price is wanted, and the most tokens that one question to it had. */
export type Wanted = { model: string; mostInput: number };

/** What became of each: written, left as people wrote it, or not known to anybody. */
export type WrittenPrices = { written: string[]; kept: string[]; unknown: string[] };

/** What a US dollar costs in the currency of the list; `null` where nobody said. */
type Rate = number | null;

/**
 * Adds prices of models to policy/prices.yaml, and keeps whatever people wrote there. The list is then as old as the oldest
 * price in it: that of the package, which is not that of today.
 *
 * @throws UnusableSetting, UnusableFile
 */
export function writePrices(file: string, wanted: readonly Wanted[], perUsd: Rate): WrittenPrices {
  const list = readPrices(file);
  const kept = wanted.filter(({ model }) => Object.hasOwn(list.models, model));
  const found = wanted.filter((one) => !kept.includes(one)).map((one) => ({ ...one, price: listed(one) }));
  const written = found.flatMap(({ model, price }) => (price === null ? [] : [{ model, ...price }]));
  const result = {
    written: written.map(({ model }) => model),
    kept: kept.map(({ model }) => model),
    unknown: found.filter(({ price }) => price === null).map(({ model }) => model),
  };
  if (written.length === 0) return result;
  const rate = list.currency === BUNDLED_CURRENCY ? 1 : perUsd;
  if (rate === null)
    throw new UnusableSetting(
      `--per-usd: found nothing; expected what a US dollar costs in ${list.currency}, since the providers list their prices in USD. Write, for example, --per-usd 0.9.`,
    );
  const document = parseDocument(readFileSync(file, 'utf8'));
  const isFirst = Object.keys(list.models).length === 0;
  if (isFirst) document.setIn(['models'], document.createNode({}));
  for (const { model, input, output } of written)
    document.setIn(
      ['models', model],
      document.createNode({ input: rounded(input * rate), output: rounded(output * rate) }, { flow: true }),
    );
  document.set('as_of', isFirst || BUNDLED.released < list.as_of ? BUNDLED.released : list.as_of);
  document.set('source', sourceOf(written, rate, isFirst ? null : list.source));
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, document.toString({ lineWidth: 0, flowCollectionPadding: true }));
  renameSync(part, file);
  return result;
}

type Listed = { input: number; output: number; at: string };

const MILLION = 1_000_000;

/**
 * What a provider takes for a million tokens of a question as long as the longest that was seen: where long questions are
 * dearer and one was seen, the dearer price holds for all.
 */
function listed({ model, mostInput }: Wanted): Listed | null {
  const [providerId = '', ...rest] = model.split('/');
  const ask = { input_tokens: Math.max(1, mostInput), output_tokens: 1 };
  const found = calcPrice(ask, rest.join('/'), { providerId });
  if (found === null) return null;
  return {
    input: (found.input_price / ask.input_tokens) * MILLION,
    output: (found.output_price / ask.output_tokens) * MILLION,
    at: found.provider.pricing_urls?.[0] ?? found.provider.name,
  };
}

/** Past the twelfth digit there is only floating point. */
const rounded = (price: number): number => Number(price.toPrecision(12));

function sourceOf(written: readonly Listed[], rate: number, before: string | null): string {
  const lists = [...new Set(written.map(({ at }) => at))].join(', ');
  const converted = rate === 1 ? '' : `, at ${rate} for a US dollar`;
  const source = `${BUNDLED.package} ${BUNDLED.version} of ${BUNDLED.released}: ${lists}${converted}`;
  return before === null ? source : `${before}; ${source}`;
}

export const PRICES_WRITTEN = `${PRICES_FILE}: look the prices up yourself before you rely on them; as_of says how old they are.`;

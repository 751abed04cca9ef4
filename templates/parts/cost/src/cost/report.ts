import type { PriceList } from './price-list.ts';
import { type Estimate, estimate, mean, quantile, type Sample } from './sample.ts';

/** Where the sample is from, in words, and how many cases a month there are; `null` while nobody has counted. */
export type Basis = { sample: Sample; list: PriceList; perMonth: number | null; from: string };

/** @returns what a case costs, and a month: what was measured, and what follows from it. */
export function costReport({ sample, list, perMonth, from }: Basis): string {
  const { perCase, byModel, silent } = sample;
  const tokens = estimate(perCase, mean);
  const row = (name: string, { value, low, high }: Estimate) =>
    `  ${name.padEnd(6)}${money(value).padStart(12)}${perCase.length > 1 ? `   ${money(low)} to ${money(high)}` : ''}`;
  return [
    `What an item costs, in ${list.currency}, by prices of ${list.as_of}. ${from}`,
    '',
    `Measured: tokens of one item, over ${perCase.length} items, each call priced by itself (95 % interval by bootstrap)`,
    row('mean', tokens),
    row(
      'p50',
      estimate(perCase, (sorted) => quantile(sorted, 0.5)),
    ),
    row(
      'p95',
      estimate(perCase, (sorted) => quantile(sorted, 0.95)),
    ),
    ...byModel.map(({ model, calls, money: all }) => `  ${model}: ${calls} calls, ${money(all)}`),
    ...(silent === 0 ? [] : [`  ${silent} calls do not say their tokens; each counts as the dearest.`]),
    '',
    ...monthly(tokens, list, perMonth),
  ].join('\n');
}

function monthly(tokens: Estimate, list: PriceList, perMonth: number | null): string[] {
  const { review_per_case: review, infrastructure_per_month: infrastructure } = list;
  if (perMonth === null)
    return [
      'A month: not known. Write eligible_per_month in baseline.yaml, as the system of record counts it.',
    ];
  const besides = (review ?? 0) * perMonth + (infrastructure ?? 0);
  const month = (volume: number, price: number, each = tokens.value) =>
    each * price * perMonth * volume + (review ?? 0) * perMonth * volume + (infrastructure ?? 0);
  const known = (amount: number | null, name: string, of: (amount: number) => number) =>
    amount === null ? `not known: write ${name} in policy/prices.yaml` : money(of(amount));
  return [
    `Extrapolated: a month of ${perMonth} items (baseline.yaml), all of them`,
    `  tokens          ${money(tokens.value * perMonth)}   ${money(tokens.low * perMonth)} to ${money(tokens.high * perMonth)}`,
    `  review labour   ${known(review, 'review_per_case', (each) => each * perMonth)}`,
    `  infrastructure  ${known(infrastructure, 'infrastructure_per_month', (each) => each)}`,
    `  together        ${money(tokens.value * perMonth + besides)}${review === null || infrastructure === null ? ' at least' : `, ${money(tokens.value + besides / perMonth)} an item`}`,
    ...budgetLine(list, month(1, 1, tokens.high)),
    '',
    'Extrapolated: what a month costs at other volumes and prices of tokens',
    `  ${'items'.padEnd(12)}${PRICE_STEPS.map(([name]) => name.padStart(14)).join('')}`,
    ...[1, 10, 100].map(
      (volume) =>
        `  ${String(perMonth * volume).padEnd(12)}${PRICE_STEPS.map(([, price]) => money(month(volume, price)).padStart(14)).join('')}`,
    ),
  ];
}

const PRICE_STEPS = [
  ['prices -50 %', 0.5],
  ['as they are', 1],
  ['prices +50 %', 1.5],
] as const;

const budgetLine = ({ monthly_budget: budget }: PriceList, most: number): string[] =>
  budget === null ? [] : [`  budget          ${money(budget)}; the upper end is ${money(most)}`];

/** Three digits that say something, and no fewer than the hundredths that people pay in. */
function money(amount: number): string {
  const digits = amount === 0 ? 2 : Math.max(2, 2 - Math.floor(Math.log10(Math.abs(amount))));
  return amount.toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.min(20, digits),
  });
}

/** @returns what is not known of the prices, each with what to write; empty where all is. */
export function openQuestions({ unpriced, elsewhere }: Sample, list: PriceList): string[] {
  return [
    ...unpriced.map(
      (model) =>
        `policy/prices.yaml: found no price of ${model}; expected one, so the figures above are too low. Write it under models:, by this name.`,
    ),
    ...elsewhere.map(
      (model) =>
        `policy/prices.yaml: found no price of ${model} in ${list.currency}, and its provider lists it in USD; expected one currency, so the figures above are too low. Run npm run cost -- --write-prices --per-usd RATE.`,
    ),
  ];
}

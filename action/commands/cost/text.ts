import { percent } from '../../readiness/percent.ts';
import type { CostReport } from '../../readiness/traces/cost-report.ts';
import { type Money, moneyIn } from '../../readiness/traces/economics-words.ts';
import { printable } from '../../text/printable.ts';
import { wrapped } from '../time/layout.ts';
import type { CostData } from './load.ts';

const WIDTH = 110;
const UNKNOWN = 'not known';

/** @returns what a case costs, for a terminal. Names of models and files are only text in it. */
export function costText(data: CostData): string {
  const { prices, runs, kind, traces, missing, gate, locale } = data;
  const money = moneyIn(prices.currency, locale);
  const from = kind === 'live' ? 'for users' : `of kind ${kind}, each a case of its own`;
  return [
    ...line(`What a case costs, by prices of ${prices.as_of} and ${runs} runs ${from} (${traces}).`),
    '',
    ...caseLines(data, money),
    ...monthLines(data, money),
    ...bindingLines(data.binding, data.cost.perCase.length, money),
    ...(missing.length === 0 ? [] : ['', 'What is missing']),
    ...missing.flatMap(({ what, remedy }) => [...line(`⚪ ${what}`, '  '), ...line(remedy, '     ')]),
    ...(gate === null ? [] : ['', ...line(`scale/cost-per-case: ${gate.outcome}. ${gate.message}`)]),
    ...(gate?.remedy == null || gate.outcome === 'pass' ? [] : line(gate.remedy, '  ')),
  ].join('\n');
}

const line = (text: string, indent = ''): string[] =>
  wrapped(printable(text), WIDTH - indent.length).map((one) => `${indent}${one}`);

const row = (name: string, figure: string, note = ''): string =>
  `  ${name.padEnd(16)}${figure.padStart(14)}${note === '' ? '' : `  ${printable(note)}`}`;

function caseLines({ cost, tokens, all, prices, review }: CostData, money: Money): string[] {
  const known = (amount: number | null | undefined) => (amount == null ? UNKNOWN : money.short(amount));
  const range = (of: { low: number; high: number } | null | undefined) =>
    of == null ? '' : `, 95 % ${money.short(of.low)} to ${money.short(of.high)}`;
  const silent = cost.silent === 0 ? '' : `, ${cost.silent} of which say no tokens and count as the dearest`;
  const measured =
    review === null
      ? 'not measured'
      : `measured: ${review.seconds.toFixed(0)} s in ${review.cases} cases, ${known(review.money)} at the rate of baseline.yaml`;
  return [
    `A case (${cost.perCase.length} cases, ${cost.calls} calls${silent})`,
    row('mean, all in', known(all?.mean), all === null ? '' : range(all.interval).slice(2)),
    row('p50, all in', known(all?.p50)),
    row('p95, all in', known(all?.p95)),
    row(
      'tokens',
      known(tokens?.mean),
      tokens === null
        ? ''
        : `p50 ${money.short(tokens.p50)}, p95 ${money.short(tokens.p95)}${range(tokens.interval)}`,
    ),
    ...cost.models.map((one) => row('', known(one.money), `all ${one.calls} calls of ${one.model}`)),
    row('review', known(prices.review_per_case), measured),
    row('infrastructure', known(all?.infrastructure)),
  ];
}

function monthLines({ all, perMonth, prices }: CostData, money: Money): string[] {
  if (all === null || perMonth === null) return [];
  const { observed, upper } = all.month;
  const budget =
    prices.monthly_budget === null
      ? 'no budget is written'
      : `the budget is ${money.exact(prices.monthly_budget)}`;
  return [
    '',
    `A month of ${perMonth} cases, all of them (baseline.yaml)`,
    row(
      'together',
      money.upward(observed),
      `${upper === null ? '' : `${money.upward(upper)} at the upper end; `}${budget}`,
    ),
  ];
}

function bindingLines(binding: CostReport['binding'], cases: number, money: Money): string[] {
  if (binding === null) return [];
  const { name, amount, share, most } = binding;
  const how = name === 'tokens' ? `measured in ${cases} cases` : 'as written in policy/prices.yaml';
  const room =
    most === null
      ? ''
      : most < amount
        ? ' A month is over its budget already.'
        : ` A month stays within its budget up to ${money.short(most)}.`;
  return [
    '',
    ...line(
      `What it hangs on: ${name}, ${money.short(amount)} or ${percent(share)} of a case, ${how}.${room}`,
    ),
  ];
}

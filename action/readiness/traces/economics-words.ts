import { percent } from '../percent.ts';
import type { CaseEconomics, Most } from './case-economics.ts';
import type { TracedCost } from './traced-cost.ts';

/** Amounts as they stand in a sentence: of a case, which may cost a fraction of a cent; at least so much; as it was written. */
export type Money = Readonly<Record<'short' | 'upward' | 'exact', (amount: number) => string>>;

/** @param currency three letters, as ISO 4217 has them */
export function moneyIn(currency: string, locale: string): Money {
  const format = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, ...options });
  const short = format({ maximumSignificantDigits: 3 });
  const upward = format({ maximumSignificantDigits: 3, roundingMode: 'ceil' });
  const exact = format({ maximumSignificantDigits: 12 });
  return {
    short: (amount) => short.format(amount),
    // Without what the arithmetic leaves over, which would be rounded up as well.
    upward: (amount) => upward.format(Number(amount.toPrecision(12))),
    exact: (amount) => exact.format(amount),
  };
}

/** @returns what a case costs in sentences, beside the bars. */
export function economicsWords(
  economics: CaseEconomics,
  { calls, silent }: TracedCost,
  perMonth: number,
  money: Money,
): (most: Most) => string {
  const { mean, interval, p50, p95, cases, tokens, infrastructure, review, month, ofValue, saves } =
    economics;
  const range = interval === null ? '' : `${money.short(interval.low)}–${money.short(interval.high)}, `;
  const quiet = silent === 0 ? '' : `, ${silent} of which say no tokens and count as the dearest`;
  const cost = `A case costs ${money.short(mean)} (${range}p50 ${money.short(p50)}, p95 ${money.short(p95)}; ${cases} cases, ${calls} calls${quiet}): tokens ${money.short(tokens)}, infrastructure ${money.short(infrastructure)}, review ${money.short(review)}.`;
  const gain =
    ofValue === null
      ? 'A case saves nothing'
      : `That is ${percent(ofValue.observed)} of the ${money.short(saves)} that a case saves before it costs anything`;
  return (most) =>
    `${cost} ${perMonth} cases a month cost ${money.upward(month.observed)}; the budget is ${money.exact(most.budget)}. ${gain}; ${percent(most.ofValue)} is the most.`;
}

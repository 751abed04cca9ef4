import { costOf, rateOf } from '../cost/price.ts';
import { PRICES_FILE, type PriceList } from '../cost/price-list.ts';
import type { Outcome } from '../outcome.ts';
import type { Env } from '../part.ts';
import type { Call } from '../run.ts';
import { Stopped } from '../workflow.ts';
import { spendIn } from './spend.ts';

/** What one question may spend. */
export type Paying = {
  /** Asked before each call. @throws Stopped when it could cost more than is left of the month */
  mayCall(): void;
  /** Writes down what its calls cost. */
  close(): void;
};

/** The provider answered with an error in place of an answer, and takes nothing for that. */
const NOT_ANSWERED = 'AI_APICallError';

/**
 * What a month may cost. A call is let through while what was spent, with one more as dear as the dearest of the month for
 * this call and for each under way in this process, stays within it. So a month can go over by calls that began before its
 * first one had ended, by how much a call is dearer than every one before it, and by calls that other processes have under
 * way.
 */
export function monthlyBudget(
  env: Env,
  { most, prices, now, reached }: Budgeted,
): (model: string, calls: readonly Call[]) => Paying {
  const spend = spendIn(env);
  let underWay = 0;
  const check = () => {
    const { sum, dearest, currencies } = spend.soFar(now());
    const other = [...currencies].find((one) => one !== prices.currency);
    if (other !== undefined)
      throw new Stopped(reached(`this month has cost ${other}, and prices are in ${prices.currency} by now`));
    if (sum + (underWay + 1) * dearest > most)
      throw new Stopped(reached(`this month has cost ${sum.toFixed(2)} of ${most} ${prices.currency}`));
  };
  const pay = (model: string, amount: number | null) =>
    spend.add({ at: now().toISOString(), model, currency: prices.currency, amount });
  return (model, calls) => {
    if (isFree(model, prices)) return { mayCall() {}, close() {} };
    let [booked, open] = [calls.length, 0];
    const book = () => {
      const ended = calls.slice(booked);
      booked = calls.length;
      open -= ended.length;
      underWay -= ended.length;
      for (const call of ended) if (call.error !== NOT_ANSWERED) pay(model, costOf(call, prices).money);
    };
    return {
      mayCall() {
        book();
        check();
        open += 1;
        underWay += 1;
      },
      close() {
        book();
        // Calls that nobody waited for: they may well be paid for.
        for (; open > 0; open -= 1, underWay -= 1) pay(model, null);
      },
    };
  };
}

export type Budgeted = {
  most: number;
  prices: PriceList;
  now: () => Date;
  reached: (what: string) => Outcome;
};

const askedNow = (model: string) => ({ model, responseModel: null, startedAt: new Date() });

const isFree = (model: string, prices: PriceList): boolean =>
  rateOf(askedNow(model), prices)?.from === 'not charged';

/** @returns why nobody knows what a call of this model costs in the currency of the budget; `null` when it is known. */
export function whyUnpriced(model: string, prices: PriceList): string | null {
  const rate = rateOf(askedNow(model), prices);
  if (rate === null)
    return `found ${model}, and nobody knows what it costs; expected a price, or monthly_spend stops nothing. Write what a million tokens cost under models: in ${PRICES_FILE}`;
  if (rate.currency === prices.currency) return null;
  return `found ${model}, of which the price is known in ${rate.currency} only; expected one in ${prices.currency}, that of ${PRICES_FILE}. Run npm run cost -- --write-prices --per-usd RATE, with what a US dollar costs in ${prices.currency}`;
}

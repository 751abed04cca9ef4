import { z } from 'zod';
import { costOf, PRICES_FILE, type PriceList, rateOf } from '../cost/price.ts';
import type { Outcome } from '../outcome.ts';
import type { Env } from '../part.ts';
import type { Call } from '../run.ts';
import { Stopped } from '../workflow.ts';
import { ledger } from './ledger.ts';

/** One call that was paid for. `amount` is `null` where it was paid for and nobody counted its tokens. */
const payment = z.strictObject({
  at: z.iso.datetime(),
  model: z.string(),
  currency: z.string(),
  amount: z.number().min(0).nullable(),
});
type Spent = { sum: number; dearest: number; currencies: Set<string> };

/** What a UTC month has cost, by all processes of one machine that share `state/`. */
const spendIn = (env: Env) =>
  ledger(env, 'spend', {
    shape: payment,
    none: (): Spent => ({ sum: 0, dearest: 0, currencies: new Set() }),
    add(spent, { amount, currency }) {
      spent.dearest = Math.max(spent.dearest, amount ?? 0);
      // What nobody counted may have been as dear as any.
      spent.sum += amount ?? spent.dearest;
      spent.currencies.add(currency);
    },
  });

/** What one question may spend. */
export type Paying = {
  /** Asked before each call. @throws Stopped when it could cost more than is left of the month */
  mayCall(): void;
  /** Writes down what its calls cost. */
  close(): void;
};

export type Budgeted = {
  most: number;
  prices: PriceList;
  now: () => Date;
  reached: (what: string) => Outcome;
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
  const month = () => now().toISOString().slice(0, 7);
  let underWay = 0;
  const check = () => {
    const { sum, dearest, currencies } = spend.sum(month());
    const other = [...currencies].find((one) => one !== prices.currency);
    if (other !== undefined)
      throw new Stopped(reached(`this month has cost ${other}, and prices are in ${prices.currency} by now`));
    if (sum + (underWay + 1) * dearest > most)
      throw new Stopped(reached(`this month has cost ${sum.toFixed(2)} of ${most} ${prices.currency}`));
  };
  const pay = (model: string, amount: number | null) =>
    spend.add(month(), { at: now().toISOString(), model, currency: prices.currency, amount });
  return (model, calls) => {
    if (rateNow(model, prices)?.from === 'not charged') return { mayCall() {}, close() {} };
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

const rateNow = (model: string, prices: PriceList) =>
  rateOf({ model, responseModel: null, startedAt: new Date() }, prices);

/** @returns why nobody knows what a call of this model costs in the currency of the budget; `null` when it is known. */
export function whyUnpriced(model: string, prices: PriceList): string | null {
  const rate = rateNow(model, prices);
  if (rate === null)
    return `found ${model}, and nobody knows what it costs; expected a price, or monthly_spend stops nothing. Write what a million tokens cost under models: in ${PRICES_FILE}`;
  if (rate.currency === prices.currency) return null;
  return `found ${model}, of which the price is known in ${rate.currency} only; expected one in ${prices.currency}, that of ${PRICES_FILE}. Run npm run prices -- ${model} --per-usd RATE, with what a US dollar costs in ${prices.currency}`;
}

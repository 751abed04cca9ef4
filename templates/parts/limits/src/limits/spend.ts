import { z } from 'zod';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';
import { type SharedLines, sharedLines } from './shared-lines.ts';

/** One call that was paid for. `amount` is `null` where it was paid for and nobody counted its tokens. */
const payment = z.strictObject({
  at: z.iso.datetime(),
  model: z.string(),
  currency: z.string(),
  amount: z.number().min(0).nullable(),
});
export type Payment = z.infer<typeof payment>;

/** What a month has cost so far. */
export type Spent = { sum: number; dearest: number; currencies: ReadonlySet<string> };

/** What is spent in a UTC month, by all processes of one machine that share `state/`. */
export type Spend = { add(payment: Payment): void; soFar(now: Date): Spent };

type Month = {
  month: string;
  lines: SharedLines<Payment>;
  sum: number;
  dearest: number;
  currencies: Set<string>;
};

export function spendIn(env: Env): Spend {
  let current: Month | null = null;
  const monthOf = (at: string): Month => {
    const month = at.slice(0, 7);
    if (current?.month !== month) current = newMonth(env, month);
    return current;
  };
  return {
    add: (one) => monthOf(one.at).lines.add(one),
    soFar(now) {
      const month = monthOf(now.toISOString());
      for (const { amount, currency } of month.lines.fresh()) {
        month.dearest = Math.max(month.dearest, amount ?? 0);
        // What nobody counted may have been as dear as any.
        month.sum += amount ?? month.dearest;
        month.currencies.add(currency);
      }
      return month;
    },
  };
}

const newMonth = (env: Env, month: string): Month => ({
  month,
  lines: sharedLines(stateFile(env, 'limits', `spend-${month}.jsonl`), payment),
  sum: 0,
  dearest: 0,
  currencies: new Set(),
});

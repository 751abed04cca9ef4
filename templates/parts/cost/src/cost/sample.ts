import { costOf } from './price.ts';
import type { PriceList } from './price-list.ts';
import type { TracedRun } from './traces.ts';

/** What was measured of a model. `money` leaves out what nobody knows. */
export type ModelCost = { model: string; calls: number; money: number };

/** What cases cost in tokens, each with all of its runs, retries and failures included. */
export type Sample = {
  perCase: number[];
  byModel: ModelCost[];
  /** Calls that do not say their tokens; each counts as the dearest that does. */
  silent: number;
  /** Models without a price, and those that have one in another currency only. */
  unpriced: string[];
  elsewhere: string[];
};

/** Prices each call by itself, and adds up by case and by model. */
export function sampleOf(runs: readonly TracedRun[], list: PriceList): Sample {
  const calls = runs.flatMap((run) =>
    run.calls.map((call) => ({ key: caseOf(run), model: call.model, cost: costOf(call, list) })),
  );
  const dearest = calls.reduce((most, { cost }) => Math.max(most, cost.money ?? 0), 0);
  const perCase = new Map(runs.map((run) => [caseOf(run), 0]));
  const byModel = new Map<string, ModelCost>();
  for (const { key, model, cost } of calls) {
    const money = cost.money ?? (cost.unknown === 'no tokens' ? dearest : 0);
    perCase.set(key, (perCase.get(key) ?? 0) + money);
    const so = byModel.get(model) ?? { model, calls: 0, money: 0 };
    byModel.set(model, { model, calls: so.calls + 1, money: so.money + money });
  }
  const modelsWith = (why: string) => [
    ...new Set(calls.filter(({ cost }) => cost.unknown === why).map(({ model }) => model)),
  ];
  return {
    perCase: [...perCase.values()],
    byModel: [...byModel.values()],
    silent: calls.filter(({ cost }) => cost.unknown === 'no tokens').length,
    unpriced: modelsWith('no price'),
    elsewhere: modelsWith('another currency'),
  };
}

/** Somebody's case is paid for with all of its runs. A run that names none is one of its own, as is each of an eval or load. */
const caseOf = ({ caseRef, kind, id }: TracedRun): string =>
  kind === 'live' ? (caseRef?.trim().toLowerCase() ?? id) : id;

/** @returns the value below which so much of a sorted sample lies, between neighbours in a straight line (type 7). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

export const mean = (values: Float64Array): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;

export type Estimate = { value: number; low: number; high: number };

/** So many draws in all, so that a large sample does not take minutes; a small one is drawn 2000 times. */
const DRAWS = 20_000_000;

/**
 * A figure of a sample with its 95 % interval, by the percentile bootstrap (Efron 1979): the cases are drawn again, with
 * replacement, and the middle 95 % of what comes out is the interval. The same sample gives the same interval.
 */
export function estimate(values: readonly number[], of: (sorted: Float64Array) => number): Estimate {
  const times = Math.max(200, Math.min(2000, Math.floor(DRAWS / values.length)));
  const next = numbers();
  const again = Array.from({ length: times }, () => {
    const drawn = Float64Array.from(values, () => values[Math.floor(next() * values.length)] ?? 0);
    return of(drawn.sort());
  }).sort((a, b) => a - b);
  const value = of(Float64Array.from(values).sort());
  return { value, low: quantile(again, 0.025), high: quantile(again, 0.975) };
}

/** Numbers from 0 to 1 by xorshift (Marsaglia 2003), the same ones each time. */
function numbers(): () => number {
  let state = 88_675_123;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

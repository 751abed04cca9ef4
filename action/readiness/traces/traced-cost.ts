import type { Prices } from '../../contract/prices.ts';
import { caseKey } from '../names.ts';
import type { Run } from './runs.ts';
import {
  amountAt,
  INPUT_TOKENS,
  OPERATION,
  OUTPUT_TOKENS,
  REQUEST_MODEL,
  RESPONSE_MODEL,
  type Span,
  textAt,
} from './span.ts';
import { isEmbedded } from './trace-faults.ts';

/** What the calls of models cost, by the prices of a table. */
export type TracedCost = {
  /** Money for the tokens of each case, retries and failures included. */
  perCase: readonly number[];
  calls: number;
  /** Calls that do not say their tokens; each counts as the dearest that does. */
  silent: number;
  /** Models that the table does not have. */
  unpriced: readonly string[];
  models: readonly ModelCost[];
};

/** What all calls of a model cost; `null` where the table does not have it. */
export type ModelCost = { model: string; calls: number; money: number | null };

const MILLION = 1_000_000;

/** @returns what each case cost, over all of its runs. */
export function costOf(runs: readonly Run[], { models }: Pick<Prices, 'models'>): TracedCost {
  const calls = runs.flatMap((run) =>
    run.calls.map(({ value }) => ({ caseRef: caseKey(run.caseRef ?? ''), ...priced(value, models) })),
  );
  const dearest = calls.reduce((most, { money }) => Math.max(most, money ?? 0), 0);
  const perCase = new Map(runs.map(({ caseRef }) => [caseKey(caseRef ?? ''), 0]));
  for (const { caseRef, money } of calls)
    perCase.set(caseRef, (perCase.get(caseRef) ?? 0) + (money ?? dearest));
  return {
    perCase: [...perCase.values()],
    calls: calls.length,
    silent: calls.filter(({ money, unpriced }) => money === null && unpriced === null).length,
    unpriced: [...new Set(calls.map(({ unpriced }) => unpriced).filter((one) => one !== null))],
    models: byModel(calls, dearest),
  };
}

function byModel(calls: readonly Priced[], dearest: number): ModelCost[] {
  const models = new Map<string, ModelCost>();
  for (const { model, money, unpriced } of calls) {
    const so = models.get(model) ?? { model, calls: 0, money: unpriced === null ? 0 : null };
    const sum = so.money === null ? null : so.money + (money ?? dearest);
    models.set(model, { model, calls: so.calls + 1, money: sum });
  }
  return [...models.values()];
}

/** `model` is the name that its price has, else the first that it is called by. */
type Priced = { model: string; money: number | null; unpriced: string | null };

/**
 * The model that answered is the one that is paid; a table may know it by the name that was asked for. One that runs
 * within the process is paid with the infrastructure.
 */
function priced(span: Span, models: Prices['models']): Priced {
  const names = [RESPONSE_MODEL, REQUEST_MODEL].map((name) => textAt(span, name));
  const known = names.find((name) => name !== null && Object.hasOwn(models, name)) ?? null;
  const model = known ?? names.find((name) => name !== null) ?? 'a call without a model';
  if (known === null && isEmbedded(span)) return { model, money: 0, unpriced: null };
  if (known === null) return { model, money: null, unpriced: model };
  const { input, output } = models[known] as Prices['models'][string];
  const taken = amountAt(span, INPUT_TOKENS) ?? 0;
  const answered = amountAt(span, OUTPUT_TOKENS) ?? 0;
  const isSilent = taken === 0 || (answered === 0 && textAt(span, OPERATION) !== 'embeddings');
  if (isSilent && !isEmbedded(span)) return { model, money: null, unpriced: null };
  return { model, money: (taken * input + answered * output) / MILLION, unpriced: null };
}

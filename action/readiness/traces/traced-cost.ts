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
};

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
  };
}

type Priced = { money: number | null; unpriced: string | null };

/**
 * The model that answered is the one that is paid; a table may know it by the name that was asked for. One that runs
 * within the process is paid with the infrastructure.
 */
function priced(span: Span, models: Prices['models']): Priced {
  const names = [RESPONSE_MODEL, REQUEST_MODEL].map((name) => textAt(span, name));
  const known = names.find((name) => name !== null && Object.hasOwn(models, name)) ?? null;
  if (known === null && isEmbedded(span)) return { money: 0, unpriced: null };
  if (known === null)
    return { money: null, unpriced: names.find((name) => name !== null) ?? 'a call without a model' };
  const { input, output } = models[known] as Prices['models'][string];
  const taken = amountAt(span, INPUT_TOKENS) ?? 0;
  const answered = amountAt(span, OUTPUT_TOKENS) ?? 0;
  const isSilent = taken === 0 || (answered === 0 && textAt(span, OPERATION) !== 'embeddings');
  if (isSilent && !isEmbedded(span)) return { money: null, unpriced: null };
  return { money: (taken * input + answered * output) / MILLION, unpriced: null };
}

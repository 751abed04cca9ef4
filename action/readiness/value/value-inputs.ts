import type { Baseline } from '../../contract/baseline.ts';
import type { Bars } from '../../contract/thresholds.ts';
import type { Value } from '../../contract/value.ts';
import type { ValueInputs } from '../../value/business-case.ts';
import { dayOf } from '../clock.ts';
import type { Evidence } from '../evidence.ts';
import { countedErrors } from './error-rates.ts';
import { buildCost, captureOf, hourlyCost, runCosts } from './money.ts';
import { meanToolMinutes, type Study, timedOf } from './study.ts';
import type { Adoption } from './value-evidence.ts';

/** What the worth is made of. */
export type Sources = Pick<
  Evidence,
  'timings' | 'assisted' | 'discarded' | 'checkedCases' | 'usage' | 'eligible' | 'taskDigest' | 'authors'
> & {
  baseline: Baseline;
  /** Files that are there and cannot be read. */
  unread: readonly string[];
  /** Of the workflow, as a sentence begins. */
  name: string;
  bars: Bars;
  now: Date;
  /** When the code or the prompts were changed last; `null` where that is not known. */
  systemChangedAt: string | null;
};

/** The same rows give the same draws, whatever is changed about the money: two cases differ by what differs in them. */
export function rowsOf({ byHand, withPoc }: Study): Pick<ValueInputs, 'seed' | 'today' | 'withPoc'> {
  const arms = { today: timedOf(byHand.counted), withPoc: timedOf(withPoc.counted) };
  return { seed: JSON.stringify(arms), ...arms };
}

/** @returns all that the number is made of. Only where nothing is missing: the price of an error and the volume are there. */
export function inputsOf(
  { baseline, bars, checkedCases, now }: Sources,
  study: Study,
  adoption: Adoption,
  haircut: number,
): ValueInputs {
  const value = baseline.value as Value;
  const run = runCosts(value);
  const { low, likely, high } = value.cost_per_error as NonNullable<Value['cost_per_error']>;
  return {
    ...rowsOf(study),
    toolMinutes: meanToolMinutes(study.withPoc.counted),
    casesPerMonth: baseline.eligible_per_month as number,
    adoption: { count: adoption.attempted, of: adoption.eligible },
    ...countedErrors(checkedCases.rows, bars['baseline/error-cost'].cases, study.withPoc.counted.length),
    costPerError: { low, likely, high },
    hourly: hourlyCost(value),
    capture: captureOf(value, bars['baseline/roi-recomputed'].capture_without_owner, dayOf(now)).share,
    runPerCase: run.perCase,
    runPerMonth: run.perMonth,
    build: buildCost(value),
    haircut,
    horizonMonths: value.horizon_months,
    discountRate: value.discount_rate,
  };
}

import type { LimitName, Limits } from '../../contract/limits.ts';
import type { Prices } from '../../contract/prices.ts';
import type { UsageEvent } from '../../contract/usage.ts';
import { describe } from '../../statistics/describe.ts';
import { quantile } from '../../statistics/quantile.ts';
import { isAttempt } from '../adoption/events.ts';
import { dayOf } from '../clock.ts';
import { caseKey, nameKey } from '../names.ts';
import type { Row } from '../reading.ts';
import { isLive, type Run, stepsOf } from './runs.ts';
import { amountAt, OUTPUT_TOKENS } from './span.ts';
import { costOf } from './traced-cost.ts';

/** The 99 % quantile of what was used, of so many; for money, what a month at full volume would cost. */
export type Observed = { value: number; n: number };

/** What a limit is compared with; `null` where nothing was observed yet. */
export type ObservedUse = Readonly<Record<LimitName, Observed | null>>;

const HIGH = 0.99;

/**
 * @param perMonth eligible cases a month; `null` where that is not known
 * @returns what was used of everything that is limited
 */
export function observedUse(
  runs: readonly Run[],
  usage: readonly Row<UsageEvent>[],
  prices: Prices,
  perMonth: number | null,
): ObservedUse {
  const live = runs.filter(isLive);
  const tokens = live.flatMap(({ calls }) => calls.map(({ value }) => amountAt(value, OUTPUT_TOKENS) ?? 0));
  return {
    max_output_tokens: highest(tokens),
    max_steps: highest(live.map(stepsOf)),
    wall_timeout_s: highest(live.map(({ root }) => root.value.durationMs / 1000)),
    cases_per_user_per_day: highest(casesPerUserAndDay(usage)),
    monthly_spend: projected(live, prices, perMonth),
  };
}

/** An embedded model has no tokens, which is not to have used few. */
function highest(values: readonly number[]): Observed | null {
  const used = values.filter((value) => value > 0);
  return used.length === 0 ? null : { value: quantile(used, HIGH), n: used.length };
}

function casesPerUserAndDay(usage: readonly Row<UsageEvent>[]): number[] {
  const cases = new Map<string, Set<string>>();
  for (const { value } of usage.filter(isAttempt)) {
    const key = `${dayOf(new Date(value.ts))} ${nameKey(value.user)}`;
    cases.set(key, (cases.get(key) ?? new Set()).add(caseKey(value.case_ref)));
  }
  return [...cases.values()].map((own) => own.size);
}

function projected(runs: readonly Run[], prices: Prices, perMonth: number | null): Observed | null {
  const { perCase, calls, unpriced } = costOf(
    runs.filter(({ caseRef }) => caseRef !== null),
    prices,
  );
  if (perMonth === null || calls === 0 || unpriced.length > 0) return null;
  const month = describe(perCase).mean * perMonth + (prices.infrastructure_per_month ?? 0);
  return month > 0 ? { value: month, n: perCase.length } : null;
}

/** What lets nothing run away, however little was used: ten times a millisecond is no limit that anybody wants. */
const HARMLESS: Limits = {
  version: 1,
  max_output_tokens: 256,
  max_steps: 10,
  wall_timeout_s: 30,
  cases_per_user_per_day: 100,
  monthly_spend: 10,
};

/** @returns the most that a limit may be set to; `null` where nothing was observed yet. */
export function mostSensible(name: LimitName, observed: Observed | null, over: number): number | null {
  return observed === null ? null : Math.max(observed.value * over, HARMLESS[name]);
}

import type { UsageEvent } from '../../contract/usage.ts';
import type { Value } from '../../contract/value.ts';
import { meanOf } from '../../statistics/mean.ts';
import { caseKey } from '../names.ts';
import type { Row } from '../reading.ts';
import { hourlyCost } from '../value/money.ts';

/** How long people looked at what came out, and what that costs at the rate of `baseline.yaml`; `null` without one in this currency. */
export type MeasuredReview = { cases: number; seconds: number; money: number | null };

/** @returns the mean over cases of which the usage export says it, each with all of its reviews; `null` where none does. */
export function measuredReview(
  usage: readonly Row<UsageEvent>[],
  value: Value | null,
  currency: string,
): MeasuredReview | null {
  const perCase = new Map<string, number>();
  for (const { value: event } of usage)
    if (event.review_s !== undefined) {
      const key = caseKey(event.case_ref);
      perCase.set(key, (perCase.get(key) ?? 0) + event.review_s);
    }
  if (perCase.size === 0) return null;
  const seconds = meanOf([...perCase.values()]);
  return {
    cases: perCase.size,
    seconds,
    money: value?.currency === currency ? (seconds / 3600) * hourlyCost(value) : null,
  };
}

import type { Failure } from './failure.ts';

export type BudgetSettings = { size: number; transientCost: number; throttledCost: number };

/** Tokens that retries cost, for all runs of the process together: when everything fails, hardly anything is retried. */
export type RetryBudget = {
  /** @returns what the retry costs, or `null` when it cannot be paid. */
  take(failure: Failure): number | null;
  /** A call succeeded: what its last retry cost comes back, and one token where it needed none. */
  refund(cost: number | null): void;
};

/**
 * A token bucket with the numbers and rules of the AWS SDKs' standard retry mode
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
export function retryBudget({ size, transientCost, throttledCost }: BudgetSettings): RetryBudget {
  let left = size;
  return {
    take({ throttled }) {
      const cost = throttled ? throttledCost : transientCost;
      if (cost > left) return null;
      left -= cost;
      return cost;
    },
    refund(cost) {
      left = Math.min(size, left + (cost ?? 1));
    },
  };
}

import {
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  TimeoutStrategy,
  timeout,
} from 'cockatiel';
import type { Context } from '../model/model.ts';
import { Stopped } from '../workflow.ts';
import { type FailedAttempt, type Failure, failureOf } from './failure.ts';

/** Numbers of the AWS SDKs for attempts, backoff and budget. The others are ours: change them by what you measure. */
export const SETTINGS = {
  /** Calls for one run in all, the first included. */
  attempts: 3,
  /** Milliseconds that one call may take. Three of them have to fit into `wall_timeout_s` of `policy/limits.yaml`. */
  timeoutMs: 9_000,
  /** Milliseconds: the first wait of each kind, the longest, and how much longer a `retry-after` can make it. */
  backoff: { transientMs: 50, throttledMs: 1_000, capMs: 20_000, hintMs: 5_000 },
  budget: { size: 500, transientCost: 14, throttledCost: 5 },
  /** So many failures in a row open the breaker; after `halfOpenMs` one call is let through to see. */
  breaker: { failures: 5, halfOpenMs: 10_000 },
};
export type Settings = typeof SETTINGS;

/** Thrown when a call is not tried any more. */
export class GivenUp extends Error {
  override name = 'GivenUp';
  readonly attempts: readonly FailedAttempt[];
  constructor(attempts: readonly FailedAttempt[], cause: unknown) {
    super(`given up after ${attempts.length} attempts`, { cause });
    this.attempts = attempts;
  }
}

/** To ask again is harmless, also where nobody knows what became of the last question. */
const worthRetrying = ({ class: name }: Failure): boolean =>
  name === 'retryable' || name === 'unknown_outcome';

type Call<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Retry, around a breaker, around a time limit. Budget and breaker are shared by all runs.
 *
 * @returns what calls by this policy. @throws GivenUp, or what ended the run from outside
 */
export function callingPolicy(settings: Settings) {
  const budget = retryBudget(settings.budget);
  const once = oneCall(settings);
  return async <T>(call: Call<T>, { signal, calls }: Context): Promise<T> => {
    const most = settings.attempts - calls.length;
    const attempts: FailedAttempt[] = [];
    let paid: number | null = null;
    const again = handleWhen((error) => {
      const failure = failureOf(error);
      attempts.push({ ...failure, at: new Date() });
      if (signal.aborted || !worthRetrying(failure) || attempts.length >= most) return false;
      paid = budget.take(failure);
      return paid !== null;
    });
    const wait = () => waitMs(attempts.at(-1), attempts.length, settings.backoff);
    const retries = retry(again, { maxAttempts: most - 1, backoff: new DelegateBackoff(wait) });
    try {
      const result = await retries.execute(() => {
        signal.throwIfAborted();
        return once(call, signal);
      });
      budget.refund(paid);
      return result;
    } catch (error) {
      if (signal.aborted || error instanceof Stopped) throw error;
      throw new GivenUp(attempts, error);
    }
  };
}

function oneCall({ breaker: { failures, halfOpenMs }, timeoutMs }: Settings) {
  const counted = handleWhen((error) => worthRetrying(failureOf(error)));
  const breaker = new ConsecutiveBreaker(failures);
  const circuit = circuitBreaker(counted, { breaker, halfOpenAfter: halfOpenMs });
  // Aggressive: a call that does not listen to its signal is left behind.
  const limit = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  return <T>(call: Call<T>, signal: AbortSignal): Promise<T> =>
    circuit.execute(() => limit.execute((context) => call(context.signal), signal));
}

/**
 * How long to wait before a retry: exponential with full jitter (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/).
 * A `retry-after` can make it longer, by `hintMs` at most: whoever waits for the answer does not wait for an hour.
 *
 * @param retry the first one is 1
 * @param random from 0 to 1
 */
export function waitMs(
  failure: Failure | undefined,
  retry: number,
  { transientMs, throttledMs, capMs, hintMs }: Settings['backoff'],
  random: () => number = Math.random,
): number {
  const base = failure?.throttled ? throttledMs : transientMs;
  const backoff = random() * Math.min(capMs, base * 2 ** (retry - 1));
  return Math.max(backoff, Math.min(failure?.afterMs ?? 0, backoff + hintMs));
}

/**
 * Tokens that retries cost, for all runs of the process together: when everything fails, hardly anything is retried.
 * A bucket with the numbers and rules of the AWS SDKs' standard retry mode
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
export function retryBudget({ size, transientCost, throttledCost }: Settings['budget']) {
  let left = size;
  return {
    /** @returns what the retry costs, or `null` when it cannot be paid. */
    take({ throttled }: Failure): number | null {
      const cost = throttled ? throttledCost : transientCost;
      if (cost > left) return null;
      left -= cost;
      return cost;
    },
    /** A call succeeded: what its last retry cost comes back, and one token where it needed none. */
    refund(cost: number | null): void {
      left = Math.min(size, left + (cost ?? 1));
    },
  };
}

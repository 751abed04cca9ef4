import {
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  TimeoutStrategy,
  timeout,
} from 'cockatiel';
import { type BackoffSettings, backoffMs } from './backoff.ts';
import { type FailedAttempt, type Failure, failureOf } from './failure.ts';
import { type BudgetSettings, retryBudget } from './retry-budget.ts';

export type Settings = {
  /** Calls for one run in all, the first included. */
  attempts: number;
  /** Milliseconds that one call may take. Three of them have to fit into `wall_timeout_s` of `policy/limits.yaml`. */
  timeoutMs: number;
  backoff: BackoffSettings;
  budget: BudgetSettings;
  /** So many failures in a row open the breaker; after `halfOpenMs` one call is let through to see. */
  breaker: { failures: number; halfOpenMs: number };
  /** Calls that may be under way at once, and that may wait for it. */
  bulkhead: { atOnce: number; waiting: number };
};

/** Numbers of the AWS SDKs for attempts, backoff and budget. The others are ours: change them by what you measure. */
export const SETTINGS: Settings = {
  attempts: 3,
  timeoutMs: 9_000,
  backoff: { transientMs: 50, throttledMs: 1_000, capMs: 20_000, hintMs: 5_000 },
  budget: { size: 500, transientCost: 14, throttledCost: 5 },
  breaker: { failures: 5, halfOpenMs: 10_000 },
  bulkhead: { atOnce: 32, waiting: 1_000 },
};

/** Thrown when a call is not tried any more. */
export class GivenUp extends Error {
  override name = 'GivenUp';
  readonly attempts: readonly FailedAttempt[];
  constructor(attempts: readonly FailedAttempt[], cause: unknown) {
    super(`given up after ${attempts.length} attempts`, { cause });
    this.attempts = attempts;
  }
}

export type Call<T> = (signal: AbortSignal) => Promise<T>;

/** Calls by the policy. `before` is how many calls the run has made already. @throws GivenUp, or what `isForeign` says */
export type Calling = <T>(call: Call<T>, options: CallOptions) => Promise<T>;
export type CallOptions = {
  signal: AbortSignal;
  before: number;
  /** Errors that are none of our business, such as a run that was stopped. */
  isForeign: (error: unknown) => boolean;
};

/** To ask again is harmless, also where nobody knows what became of the last question. */
const worthRetrying = ({ class: name }: Failure): boolean =>
  name === 'retryable' || name === 'unknown_outcome';

/** Retry, around a breaker, around a bulkhead, around a time limit. Budget, breaker and bulkhead are shared by all runs. */
export function callingPolicy(settings: Settings): Calling {
  const budget = retryBudget(settings.budget);
  const once = oneCall(settings);
  return async (call, { signal, before, isForeign }) => {
    const most = settings.attempts - before;
    const attempts: FailedAttempt[] = [];
    let paid: number | null = null;
    const again = handleWhen((error) => {
      const failure = failureOf(error);
      attempts.push({ ...failure, at: new Date() });
      if (signal.aborted || !worthRetrying(failure) || attempts.length >= most) return false;
      paid = budget.take(failure);
      return paid !== null;
    });
    try {
      const result = await retry(again, {
        maxAttempts: most - 1,
        backoff: backoffAfter(attempts, settings),
      }).execute(() => {
        signal.throwIfAborted();
        return once(call, signal);
      });
      budget.refund(paid);
      return result;
    } catch (error) {
      if (signal.aborted || isForeign(error)) throw error;
      throw new GivenUp(attempts, error);
    }
  };
}

const backoffAfter = (attempts: readonly FailedAttempt[], { backoff }: Settings) =>
  new DelegateBackoff(() => {
    const last = attempts.at(-1);
    return last === undefined ? 0 : backoffMs(last, attempts.length, backoff);
  });

function oneCall({ breaker, bulkhead: { atOnce, waiting }, timeoutMs }: Settings) {
  const counted = handleWhen((error) => worthRetrying(failureOf(error)));
  const circuit = circuitBreaker(counted, {
    breaker: new ConsecutiveBreaker(breaker.failures),
    halfOpenAfter: breaker.halfOpenMs,
  });
  const crowd = bulkhead(atOnce, waiting);
  // Aggressive: a call that does not listen to its signal is left behind.
  const limit = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  return <T>(call: Call<T>, signal: AbortSignal): Promise<T> =>
    circuit.execute(() =>
      crowd.execute(() => limit.execute((context) => call(context.signal), signal), signal),
    );
}

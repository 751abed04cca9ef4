import type { Failure } from './failure.ts';

/** Milliseconds. */
export type BackoffSettings = { transientMs: number; throttledMs: number; capMs: number; hintMs: number };

/**
 * How long to wait before a retry: exponential with full jitter (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/).
 * A `retry-after` can make it longer, by `hintMs` at most: whoever waits for the answer does not wait for an hour.
 *
 * @param retry the first one is 1
 * @param random from 0 to 1
 */
export function backoffMs(
  { throttled, afterMs }: Failure,
  retry: number,
  { transientMs, throttledMs, capMs, hintMs }: BackoffSettings,
  random: () => number = Math.random,
): number {
  const base = throttled ? throttledMs : transientMs;
  const backoff = random() * Math.min(capMs, base * 2 ** (retry - 1));
  return afterMs === null ? backoff : Math.max(backoff, Math.min(afterMs, backoff + hintMs));
}

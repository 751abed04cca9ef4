import { setTimeout } from 'node:timers/promises';
import type { Fetch } from '../model/select.ts';

/** One burst of 429 is one sign. */
const ONE_SIGN_MS = 1000;

/** How long whoever waits may take to see that the batch was stopped. */
const LOOK_MS = 200;

/**
 * How fast a batch may go: so many at once, and so many requests a minute. A provider that says "too many" (429, 529) halves
 * how many may be under way; each answer then adds a little (AIMD, RFC 5681 section 3.1).
 *
 * @param rpm requests a minute, `null` for no limit of ours
 */
export function pace(most: number, rpm: number | null, now = () => performance.now()) {
  const everyMs = rpm === null ? 0 : 60_000 / rpm;
  let [window, slowedAt] = [most, Number.NEGATIVE_INFINITY];
  /** When the next request is due: a token bucket that holds one. */
  let due = now();
  return {
    /** How many may be under way now. */
    atOnce: () => Math.max(1, Math.floor(window)),
    /** Back when the next case may start, or when `stopped` says that none may. It takes one request with it. */
    async turn(stopped: () => boolean): Promise<void> {
      const at = Math.max(due, now());
      due = at + everyMs;
      for (let left = at - now(); left > 0 && !stopped(); left = at - now())
        await setTimeout(Math.min(left, LOOK_MS));
    },
    /** A case has ended after so many requests; whoever starts next waits for the retries and repairs among them too. */
    ended(requests: number): void {
      due += Math.max(0, requests - 1) * everyMs;
      window = Math.min(most, window + 1 / window);
    },
    /** The provider asks for less. */
    slower(): void {
      if (now() - slowedAt < ONE_SIGN_MS) return;
      [window, slowedAt] = [Math.max(1, window / 2), now()];
    },
  };
}
export type Pace = ReturnType<typeof pace>;

/** @returns a fetch that slows down when the provider says "too many". */
export const watched =
  (fetch: Fetch, pace: Pace): Fetch =>
  async (...request) => {
    const response = await fetch(...request);
    if (response.status === 429 || response.status === 529) pace.slower();
    return response;
  };

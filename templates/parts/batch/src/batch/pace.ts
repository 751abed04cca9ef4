import { setTimeout } from 'node:timers/promises';
import type { Fetch } from '../model/select.ts';

/**
 * How fast a batch may go: so many at once, and so many requests a minute. A provider that says "too many" (429, 529) halves
 * how many may be under way; each answer then adds a little (AIMD, RFC 5681 section 3.1).
 */
export type Pace = {
  /** How many may be under way now. */
  atOnce(): number;
  /** Back when the next case may start, or when `stopped` says that none may. It takes one request with it. */
  turn(stopped: () => boolean): Promise<void>;
  /** A case has ended after so many requests. */
  ended(requests: number): void;
  /** The provider asks for less. */
  slower(): void;
};

/** One burst of 429 is one sign. */
const ONE_SIGN_MS = 1000;

/** How long whoever waits may take to see that the batch was stopped. */
const LOOK_MS = 200;

/** @param rpm requests a minute, `null` for no limit of ours */
export function pace(most: number, rpm: number | null, now = () => performance.now()): Pace {
  const everyMs = rpm === null ? 0 : 60_000 / rpm;
  let window = most;
  let slowedAt = Number.NEGATIVE_INFINITY;
  /** When the next request is due: a token bucket that holds one. */
  let due = now();
  return {
    atOnce: () => Math.max(1, Math.floor(window)),
    async turn(stopped) {
      const at = Math.max(due, now());
      due = at + everyMs;
      for (let left = at - now(); left > 0 && !stopped(); left = at - now())
        await setTimeout(Math.min(left, LOOK_MS));
    },
    ended(requests) {
      // Retries and repairs are requests too: whoever starts next waits for them.
      due += Math.max(0, requests - 1) * everyMs;
      window = Math.min(most, window + 1 / window);
    },
    slower() {
      if (now() - slowedAt < ONE_SIGN_MS) return;
      slowedAt = now();
      window = Math.max(1, window / 2);
    },
  };
}

/** @returns a fetch that tells of "too many requests", and apart from it of a quota that is used up. */
export function watched(fetch: Fetch, { tooMany, usedUp }: { tooMany(): void; usedUp(): void }): Fetch {
  return async (...request) => {
    const response = await fetch(...request);
    const { status } = response;
    if (status === 402) usedUp();
    else if (status === 529) tooMany();
    else if (status === 429) {
      const body = await response.clone().text();
      if (/insufficient_quota|billing|credit balance/.test(body)) usedUp();
      else tooMany();
    }
    return response;
  };
}

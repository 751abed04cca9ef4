import { randomBytes } from 'node:crypto';

export const TEN_MINUTES = 10 * 60 * 1000;

/** People do not open more at once; a script does, and loses the oldest. */
const MOST = 10_000;

/** Things kept for a while, each under a key of 256 random bits, which nobody can guess. In memory: a restart ends all. */
export type Tickets<T> = {
  /** @returns the key */
  open(thing: T): string;
  read(key: string | null): T | null;
  /** Reads it, and ends it: nobody comes twice. */
  close(key: string | null): T | null;
};

/** @param ms for how long each is kept */
export function createTickets<T>(ms: number, now: () => number = Date.now): Tickets<T> {
  const all = new Map<string, { thing: T; until: number }>();
  const read = (key: string | null): T | null => {
    const one = all.get(key ?? '');
    return one !== undefined && now() < one.until ? one.thing : null;
  };
  return {
    read,
    open(thing) {
      for (const [oldest, { until }] of all) {
        if (until > now() && all.size < MOST) break;
        all.delete(oldest);
      }
      const key = randomBytes(32).toString('base64url');
      all.set(key, { thing, until: now() + ms });
      return key;
    },
    close(key) {
      const thing = read(key);
      all.delete(key ?? '');
      return thing;
    },
  };
}

import { randomBytes } from 'node:crypto';
import type { Who } from './policy.ts';

const TEN_MINUTES = 10 * 60 * 1000;

/** Sign-in without an identity provider: whoever sees the terminal may be anybody, so it is for a desk. */
export type Desk = {
  /** @returns the path of a link that works once, for ten minutes */
  linkFor(who: Who): string;
  redeem(token: string): Who | null;
};

export function createDesk(now: () => number = Date.now): Desk {
  const links = new Map<string, { who: Who; until: number }>();
  return {
    linkFor(who) {
      const token = randomBytes(32).toString('base64url');
      links.set(token, { who, until: now() + TEN_MINUTES });
      return `/sign-in/desk?token=${token}`;
    },
    redeem(token) {
      const link = links.get(token);
      links.delete(token);
      return link !== undefined && now() < link.until ? link.who : null;
    },
  };
}

import { randomBytes } from 'node:crypto';
import type { Who } from './policy.ts';

const HOUR = 60 * 60 * 1000;
/** A working day. After it people sign in again. */
const LASTS = 8 * HOUR;
const NAME = 'poc_session';

/** Who is signed in. Kept in memory: signing out ends a session at once, and a restart ends all. */
export type Sessions = {
  /** @returns the cookie to set */
  begin(who: Who): string;
  of(cookies: string | undefined): Who | null;
  /** @returns the cookie to set */
  end(cookies: string | undefined): string;
};

/** @param secure whether people reach the page by https */
export function createSessions(secure: boolean, now: () => number = Date.now): Sessions {
  const open = new Map<string, { who: Who; until: number }>();
  const drop = () => {
    for (const [id, { until }] of open) if (until <= now()) open.delete(id);
  };
  return {
    begin(who) {
      drop();
      // 256 random bits cannot be guessed, so there is nothing that a signature would add.
      const id = randomBytes(32).toString('base64url');
      open.set(id, { who, until: now() + LASTS });
      return cookieOf(NAME, id, LASTS, secure);
    },
    of(cookies) {
      drop();
      return open.get(readCookie(cookies, NAME) ?? '')?.who ?? null;
    },
    end(cookies) {
      open.delete(readCookie(cookies, NAME) ?? '');
      return cookieOf(NAME, '', 0, secure);
    },
  };
}

/** Scripts cannot read it, and other sites cannot send it along with a form. */
export const cookieOf = (name: string, value: string, ms: number, secure: boolean): string =>
  `${name}=${value}; Path=/; Max-Age=${ms / 1000}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

export function readCookie(cookies: string | undefined, name: string): string | null {
  const pairs = (cookies ?? '').split(';').map((one) => one.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? null;
}

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Env } from '../part.ts';
import { ledger } from './ledger.ts';

/** How many each person has started, and which place among those of its person each start got. */
type Starts = { counts: Map<string, number>; places: Map<string, number> };

/**
 * Counts what each person starts on a UTC day. Processes of one machine that share `state/` let through as many as the limit
 * says and not one more: each claims its place in the file first, and looks which it got.
 *
 * @returns whether one more may start
 */
export function casesPerDay(env: Env): (person: string, most: number, now: Date) => boolean {
  const starts = ledger(env, 'cases', {
    shape: z.strictObject({ id: z.string(), user: z.string() }),
    none: (): Starts => ({ counts: new Map(), places: new Map() }),
    add({ counts, places }, { id, user }) {
      const place = (counts.get(user) ?? 0) + 1;
      counts.set(user, place);
      places.set(id, place);
    },
  });
  return (person, most, now) => {
    const [user, day] = [person.trim().toLowerCase(), now.toISOString().slice(0, 10)];
    // Whoever goes on at the limit adds no line, so the file does not grow.
    if ((starts.sum(day).counts.get(user) ?? 0) >= most) return false;
    const id = randomUUID();
    starts.add(day, { id, user });
    return (starts.sum(day).places.get(id) ?? Number.POSITIVE_INFINITY) <= most;
  };
}

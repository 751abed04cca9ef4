import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';
import { type SharedLines, sharedLines } from './shared-lines.ts';

const start = z.strictObject({ id: z.string(), user: z.string() });
type Start = z.infer<typeof start>;

type Day = { day: string; lines: SharedLines<Start>; counts: Map<string, number> };

/**
 * Counts what each person starts on a UTC day. Processes of one machine that share `state/` let through as many as the limit
 * says and not one more: each claims its place in the file first, and looks which it got.
 */
export type CasesPerDay = {
  /** @returns whether this one may start. */
  claim(user: string, most: number, now: Date): boolean;
};

export function casesPerDay(env: Env): CasesPerDay {
  let today: Day | null = null;
  return {
    claim(name, most, now) {
      const user = name.trim().toLowerCase();
      const day = now.toISOString().slice(0, 10);
      if (today?.day !== day) today = newDay(env, day);
      count(today);
      // Whoever goes on at the limit adds no line, so the file does not grow.
      if ((today.counts.get(user) ?? 0) >= most) return false;
      const id = randomUUID();
      today.lines.add({ id, user });
      return (count(today, id) ?? Number.POSITIVE_INFINITY) <= most;
    },
  };
}

function newDay(env: Env, day: string): Day {
  const lines = sharedLines(stateFile(env, 'limits', `cases-${day}.jsonl`), start);
  return { day, lines, counts: new Map() };
}

/** @returns which place a start got among those of its user; `null` where it is not among the new ones. */
function count({ lines, counts }: Day, id?: string): number | null {
  let place: number | null = null;
  for (const one of lines.fresh()) {
    const so = (counts.get(one.user) ?? 0) + 1;
    counts.set(one.user, so);
    if (one.id === id) place = so;
  }
  return place;
}

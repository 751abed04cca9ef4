import { setImmediate, setTimeout } from 'node:timers/promises';

/** What came of a load. Milliseconds are from when an arrival was due, so that waiting counts for whoever waited. */
export type Arrived = {
  sent: number;
  /** Answered, and how long each took, in ascending order. */
  completedMs: number[];
  errors: number;
  /** Arrivals that could not be sent in time: the generator could not keep up. */
  dropped: number;
  /** The most that were under way at once. */
  atOnce: number;
  /** For how long arrivals came. */
  minutes: number;
};

/** @returns whether it was answered. */
export type Ask = (index: number) => Promise<boolean>;

/** An arrival that is later is not sent: it would make the rate another one. */
const LATE_MS = 1000;

/**
 * An open model: arrivals come at a constant rate, whether or not those before them have been answered. A closed one, where
 * each waits for the one before, is slow exactly where the system is, and so does not see it.
 *
 * @param drainMs how long to wait at the end for answers; what has none by then was never answered
 */
export async function arrivals(
  ask: Ask,
  { perHour, seconds, drainMs = 60_000 }: { perHour: number; seconds: number; drainMs?: number },
): Promise<Arrived> {
  const everyMs = 3_600_000 / perHour;
  const count = Math.max(1, Math.round((seconds * 1000) / everyMs));
  const arrived: Arrived = { sent: 0, completedMs: [], errors: 0, dropped: 0, atOnce: 0, minutes: 0 };
  const underWay = new Set<Promise<void>>();
  const started = performance.now();
  for (let index = 0; index < count; index += 1) {
    const dueMs = started + index * everyMs;
    await until(dueMs);
    if (performance.now() - dueMs > LATE_MS) {
      arrived.dropped += 1;
      continue;
    }
    arrived.sent += 1;
    const answer = answered(ask, index, dueMs, arrived).finally(() => underWay.delete(answer));
    underWay.add(answer);
    arrived.atOnce = Math.max(arrived.atOnce, underWay.size);
  }
  await until(started + count * everyMs);
  arrived.minutes = (performance.now() - started) / 60_000;
  await Promise.race([Promise.all(underWay), setTimeout(drainMs, undefined, { ref: false })]);
  return { ...arrived, completedMs: [...arrived.completedMs].sort((a, b) => a - b) };
}

async function until(momentMs: number): Promise<void> {
  // Whoever is behind lets answers through before the next arrival all the same.
  await setImmediate();
  for (let left = momentMs - performance.now(); left > 0; left = momentMs - performance.now())
    await setTimeout(left);
}

async function answered(ask: Ask, index: number, dueMs: number, arrived: Arrived): Promise<void> {
  try {
    if (await ask(index)) arrived.completedMs.push(performance.now() - dueMs);
    else arrived.errors += 1;
  } catch {
    arrived.errors += 1;
  }
}

/** @returns the time within which so much of a sorted list was answered (nearest rank); 0 where nothing was. */
export const within = (sortedMs: readonly number[], share: number): number =>
  sortedMs[Math.max(0, Math.ceil(sortedMs.length * share) - 1)] ?? 0;

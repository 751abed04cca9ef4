import type { Outcome } from '../outcome.ts';
import { Stopped } from '../workflow.ts';

/** The most that a timer takes: 24.8 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** When a run has to be over, what tells whoever works for it, and how it ends then. */
export type Deadline = { atMs: number; stop: AbortController; outcome: Outcome };

/**
 * Waits until a run has taken its time, also for somebody who does not listen to the signal. What blocks the process cannot
 * be interrupted; its answer is not given then.
 *
 * @throws Stopped
 */
export async function inTime<T>(asked: Promise<T>, { atMs, stop, outcome }: Deadline): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    const left = Math.min(LONGEST_MS, Math.max(0, atMs - performance.now()));
    timer = setTimeout(() => {
      reject(new Stopped(outcome));
      stop.abort();
    }, left);
  });
  try {
    const said = await Promise.race([asked, over]);
    if (performance.now() > atMs) throw new Stopped(outcome);
    return said;
  } finally {
    clearTimeout(timer);
  }
}

import type { Outcome } from '../outcome.ts';
import type { Call } from '../run.ts';
import { Stopped } from '../workflow.ts';

/** How far a run has come: a repair is a second question of the same run. */
export type RunSoFar = { startedMs: number; steps: number };

/** @returns what is known of the run that has this list of calls. */
export function runsSoFar(): (calls: readonly Call[]) => RunSoFar {
  const runs = new WeakMap<readonly Call[], RunSoFar>();
  return (calls) => {
    const run = runs.get(calls) ?? { startedMs: performance.now(), steps: 0 };
    runs.set(calls, run);
    return run;
  };
}

/** Counts one more step. @throws Stopped instead, when there were as many as there may be */
export function takeStep(run: RunSoFar, most: number, reached: (what: string) => Outcome): void {
  if (run.steps >= most) throw new Stopped(reached(`${most} calls of a model for one item`));
  run.steps += 1;
}

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

import type { Case } from './cases.ts';
import type { Pace } from './pace.ts';

/** Does one case. When it throws, an engine that keeps jobs tries it again later. */
export type Work = (one: Case) => Promise<void>;

/** The seam between a batch and what its jobs wait in: this process, or Postgres (`postgres-queue.ts`). */
export type JobQueue = {
  /** A case that waits already, or that was done, is not queued a second time. */
  enqueue(cases: readonly Case[]): Promise<void>;
  /** Hands out what waits. In this process until nothing is left, elsewhere until it is closed. */
  work(work: Work): Promise<void>;
  close(): Promise<void>;
};

/** Jobs wait in memory, and so as long as this process lives; the results say what is left. */
export function inProcess(pace: Pace, stop: { why: string | null }): JobQueue {
  const waiting = new Map<string, Case>();
  return {
    async enqueue(cases) {
      for (const one of cases) waiting.set(one.case_ref, one);
    },
    async work(work) {
      const underWay = new Set<Promise<void>>();
      const failed: unknown[] = [];
      const stopped = () => stop.why !== null || failed.length > 0;
      for (const one of waiting.values()) {
        while (underWay.size >= pace.atOnce()) await Promise.race(underWay);
        await pace.turn(stopped);
        if (stopped()) break;
        waiting.delete(one.case_ref);
        const done = work(one)
          .catch((error) => void failed.push(error))
          .finally(() => underWay.delete(done));
        underWay.add(done);
      }
      // What is under way is finished, also when one of them failed.
      await Promise.all(underWay);
      if (failed.length > 0) throw failed[0];
    },
    async close() {
      waiting.clear();
    },
  };
}

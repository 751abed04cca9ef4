import type { Conclusion } from './results.ts';
import type { StepLogWriter } from './step-log.ts';

/** How long a step may run, and how it ended when that was not long enough. */
export type StepTime = { signal: AbortSignal; outcome(name: string, writer: StepLogWriter): Conclusion };

/** What is left for `if: always()` once the job itself is cancelled, in milliseconds. */
const afterCancel = 5 * 60_000;

/** @param minutes the step's `timeout-minutes`; 0 when there is none. */
export function stepTime(deadline: AbortSignal, minutes: number): StepTime {
  const own = minutes > 0 ? AbortSignal.timeout(minutes * 60_000) : null;
  const job = deadline.aborted ? AbortSignal.timeout(afterCancel) : deadline;
  const signal = AbortSignal.any(own ? [own, job] : [job]);
  return {
    signal,
    outcome(name, writer) {
      if (own?.aborted) {
        writer.error(`The action '${name}' has timed out after ${minutes} minutes.`);
        return 'failure';
      }
      if (!job.aborted) return 'failure';
      writer.error('The operation was canceled.');
      return 'cancelled';
    },
  };
}

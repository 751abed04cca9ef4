import type { Doubt, Outcome } from '../outcome.ts';
import type { Part } from '../part.ts';
import type { About, Run } from '../run.ts';
import type { Handle } from '../workflow.ts';
import type { Case } from './cases.ts';
import type { Pace } from './pace.ts';
import { inProcess } from './queue.ts';
import { type Results, resultOf } from './results.ts';

/** As whom a batch asks. */
export type Asker = Pick<About, 'user' | 'role'>;

export type Batch = {
  cases: readonly Case[];
  results: Results;
  ask: Ask;
  pace: Pace;
  stop: Stop;
  /** Told of every case that has ended. */
  progress(outcome: Pick<Outcome, 'outcome'>): void;
};

/** @returns how a case ended, after how many calls of a model. */
export type Ask = (one: Case) => Promise<{ outcome: Outcome; calls: number }>;

/** Why no further case may start; whatever is under way is finished. */
export type Stop = { why: string | null };

/** So many cases in a row that no model answered are the model's fault, not theirs. */
const IN_A_ROW = 10;

/** Works through the cases that are not finished, and back once none is under way. */
export async function runBatch({ cases, results, ask, pace, stop, progress }: Batch): Promise<void> {
  let failing = 0;
  const queue = inProcess(pace, stop);
  await queue.enqueue(cases.filter(({ case_ref }) => !results.finished.has(case_ref)));
  await queue.work(async (one) => {
    const { outcome, calls } = await ask(one);
    pace.ended(calls);
    const why = notBegun(outcome, calls);
    if (why !== null) {
      stop.why ??= why;
      return;
    }
    results.keep(resultOf(one, outcome));
    progress(outcome);
    failing = isUnanswered(outcome) ? failing + 1 : 0;
    if (failing >= IN_A_ROW) {
      const last = outcome.outcome === 'needs_person' ? outcome.reason : '';
      stop.why ??= `found ${failing} cases in a row that no model answered (${last}); expected answers. Look at the model, and run this again: --again asks these once more`;
    }
  });
}

/** @returns what asks the workflow, and the part that has to be in it to hear of the calls. */
export function asker({ user, role }: Asker): { part: Part; ask(handle: Handle): Ask } {
  const runs = new WeakMap<About, Run>();
  return {
    part: { name: 'batch', after: (run) => void runs.set(run.about, run) },
    ask: (handle) => async (one) => {
      const about: About = { caseRef: one.case_ref, user, role, kind: 'live' };
      const outcome = await handle({ fields: one.fields }, about);
      return { outcome, calls: runs.get(about)?.calls.length ?? 0 };
    },
  };
}

/** No model answered, however often it was asked. */
export const isUnanswered = (outcome: { outcome: string; doubt?: string | undefined }): boolean =>
  outcome.doubt === 'model_failed';

const STOPPING: Partial<Record<Doubt, string>> = {
  switched_off: 'the workflow switched on. Run this again when it is',
  not_recorded: 'a run that can be recorded. Mend what is named above, and run this again',
  over_limit: 'room for more items. Run this again when there is, or raise the limit',
};

/** @returns why this case and all after it were not worked on, `null` when it was. */
export function notBegun(outcome: Outcome, calls: number): string | null {
  if (outcome.outcome === 'refused' && outcome.refusal.class === 'not_allowed')
    return `found that ${outcome.refusal.reason}; expected somebody who may run a batch. Name them with --user and --role`;
  if (outcome.outcome !== 'needs_person') return null;
  const { doubt, reason } = outcome;
  // A limit that was reached after a call is one of this case alone, such as its time.
  const expected = doubt === 'over_limit' && calls > 0 ? undefined : STOPPING[doubt];
  return expected === undefined ? null : `found that ${reason}; expected ${expected}`;
}

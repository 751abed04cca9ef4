import type { Doubt, Outcome } from '../outcome.ts';
import type { Part } from '../part.ts';
import type { About, Run } from '../run.ts';
import type { Handle } from '../workflow.ts';
import type { Case } from './cases.ts';
import type { Pace } from './pace.ts';
import { isUnanswered, type Results, resultOf } from './results.ts';

/** Why no further case may start; whatever is under way is finished. `code` is the exit code, where it is not 2. */
export type Stop = { why: string | null; code?: number };
export type Going = { pace: Pace; stop: Stop };

/** @returns how a case ended; `null` when it was not worked on: `stop` says why, and that none will be. */
export type Ask = (one: Case) => Promise<Outcome | null>;

export type Batch = Going & {
  cases: readonly Case[];
  results: Results;
  /** Told of every case that has ended. */
  progress(outcome: Pick<Outcome, 'outcome'>): void;
};

/** Works through the cases that are not finished, and is back once none is under way. */
export async function runBatch({ cases, results, progress, ...going }: Batch, ask: Ask): Promise<void> {
  const left = cases.filter(({ case_ref }) => !results.finished.has(case_ref));
  await pool(left.values(), going, async (one) => {
    const outcome = await ask(one);
    if (outcome === null) return;
    results.keep(resultOf(one, outcome));
    progress(outcome);
  });
}

/** Works on so many at once as the pace allows. What is under way is finished, also when one of them fails. */
export async function pool<T>(
  cases: Iterator<T> | AsyncIterator<T>,
  { pace, stop }: Going,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const failed: unknown[] = [];
  const stopped = () => stop.why !== null || failed.length > 0;
  for (;;) {
    while (underWay.size >= pace.atOnce()) await Promise.race(underWay);
    await pace.turn(stopped);
    const next = stopped() ? null : await cases.next();
    if (next === null || next.done) break;
    const done = work(next.value)
      .catch((error) => void failed.push(error))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }
  await Promise.all(underWay);
  if (failed.length > 0) throw failed[0];
}

/** So many cases in a row that no model answered are the model's fault, not theirs. */
const IN_A_ROW = 10;

/** @returns what asks the workflow, and the part that has to be in it to hear of the calls. */
export function asker({ user, role }: Pick<About, 'user' | 'role'>, { pace, stop }: Going) {
  const runs = new WeakMap<About, Run>();
  const part: Part = { name: 'batch', after: (run) => void runs.set(run.about, run) };
  let failing = 0;
  const ask =
    (handle: Handle): Ask =>
    async (one) => {
      const about: About = { caseRef: one.case_ref, user, role, kind: 'live' };
      const outcome = await handle({ fields: one.fields }, about);
      const calls = runs.get(about)?.calls.length ?? 0;
      pace.ended(calls);
      failing = isUnanswered(outcome) ? failing + 1 : 0;
      const why = notBegun(outcome, calls);
      stop.why ??= why ?? (failing < IN_A_ROW ? null : unansweredInARow(outcome));
      return why === null ? outcome : null;
    };
  return { part, ask };
}

const STOPPING: Partial<Record<Doubt, string>> = {
  switched_off: 'the workflow switched on. Run this again when it is',
  not_recorded: 'a run that can be recorded. Mend what is named above, and run this again',
  over_limit: 'room for more items. Run this again when there is, or raise the limit',
};

/** @returns why this case and all after it were not worked on, `null` when it was. */
function notBegun(outcome: Outcome, calls: number): string | null {
  if (outcome.outcome === 'refused' && outcome.refusal.class === 'not_allowed')
    return `found that ${outcome.refusal.reason}; expected somebody who may run a batch. Set POC_USER and POC_ROLE`;
  if (outcome.outcome !== 'needs_person') return null;
  const { doubt, reason } = outcome;
  // A limit that was reached after a call is one of this case alone, such as its time.
  const expected = doubt === 'over_limit' && calls > 0 ? undefined : STOPPING[doubt];
  return expected === undefined ? null : `found that ${reason}; expected ${expected}`;
}

function unansweredInARow(last: Outcome): string {
  const reason = last.outcome === 'needs_person' ? last.reason : '';
  return `found ${IN_A_ROW} cases in a row that no model answered (${reason}); expected answers. Look at the model, and run this again`;
}

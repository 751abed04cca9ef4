import { composeWorkflow } from '../compose.ts';
import { UnusableFile } from '../jsonl.ts';
import type { Fetch } from '../model/select.ts';
import { readTraining } from '../model/training.ts';
import type { Doubt, Outcome } from '../outcome.ts';
import type { Env, MakePart } from '../part.ts';
import { PARTS } from '../parts.ts';
import type { Run } from '../run.ts';
import { UnusableSetting } from '../setting.ts';
import { type Arrived, arrivals } from './arrivals.ts';
import { type Ceiling, listening, measuredCeilings, peopleCeiling, type Taken } from './ceilings.ts';
import type { Load } from './settings.ts';

/** What a load test found out. */
export type Found = { model: string; arrived: Arrived; ceilings: Ceiling[] };

/** Nobody did the work that was asked for. An item that is handed over for another reason was looked at. */
const FAILURES: readonly Doubt[] = ['model_failed', 'switched_off', 'over_limit', 'not_recorded'];

/**
 * Sends items of the training split, one after another and over again, through the whole workflow. Those of the eval stay
 * where they are: nobody has to see them for this.
 *
 * @throws UnusableSetting, UnusableFile
 */
export async function loadTest(
  env: Env,
  root: string,
  load: Load,
  { make = PARTS, network }: { make?: readonly MakePart[]; network?: Fetch } = {},
): Promise<Found> {
  const rows = readTraining(root);
  if (rows.length === 0)
    throw new UnusableFile(
      'data/train.jsonl: found no item; expected one or more to send. Run npm run import, and put cases into the training split.',
    );
  const { fetch, limits } = listening(network);
  const taken: Taken = { items: 0, calls: 0, tokens: 0, handedOver: 0, cpuMs: 0 };
  const counting: MakePart = () => ({ name: 'load', after: (run) => count(taken, run) });
  const own = { POC_LOG: 'logs/load.jsonl', ...env };
  const { handle, model } = await composeWorkflow(own, { root, make: [...make, counting], fetch });
  const cpu = process.cpuUsage();
  const arrived = await arrivals(async (index) => {
    const row = rows[index % rows.length];
    if (row === undefined) throw new RangeError('no row');
    return isDone(await handle(row.item, { caseRef: row.id, user: 'load', role: 'load', kind: 'load' }));
  }, load);
  const { user, system } = process.cpuUsage(cpu);
  taken.cpuMs = (user + system) / 1000;
  if (taken.calls === 0)
    throw new UnusableSetting(
      `load: found no call of a model in ${arrived.sent} items; expected some, or nothing was under load. Look in logs/load.jsonl for what became of them.`,
    );
  const perHour = (arrived.completedMs.length / arrived.minutes) * 60;
  const byHand = peopleCeiling(root, taken);
  const ceilings = measuredCeilings(taken, limits, perHour);
  return { model, arrived, ceilings: byHand === null ? ceilings : [...ceilings, byHand] };
}

function count(taken: Taken, { calls, outcome }: Run): void {
  taken.items += 1;
  taken.calls += calls.length;
  for (const call of calls) taken.tokens += (call.inputTokens ?? 0) + (call.outputTokens ?? 0);
  if (outcome.outcome === 'needs_person') taken.handedOver += 1;
}

function isDone(outcome: Outcome): boolean {
  if (outcome.outcome === 'refused') return outcome.refusal.class !== 'not_allowed';
  return outcome.outcome === 'answered' || !FAILURES.includes(outcome.doubt);
}

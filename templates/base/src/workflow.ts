import { createHash, randomBytes } from 'node:crypto';
import type { Confidence } from './confidence.ts';
import { type Item, readInput } from './input.ts';
import { type Context, contextFor, type Model } from './model/model.ts';
import { recordedCalls } from './model/recorded-calls.ts';
import { type Outcome, toPerson } from './outcome.ts';
import { type Checked, checkOutput } from './output.ts';
import type { Part } from './part.ts';
import type { About, Run, Versions } from './run.ts';

/** The workflow: whatever comes in, exactly one typed outcome comes out, and every part has been told of it. */
export type Handle = (raw: unknown, about: About) => Promise<Outcome>;

/** What a workflow is made of. Tests bring their own. */
export type Making = { model: Model; confidence: Confidence; parts: readonly Part[]; versions: Versions };

export function createWorkflow({ model: bare, confidence, parts, versions }: Making): Handle {
  // The first part is outermost, so the last one is put around the model first.
  const model = parts.reduceRight((inner, part) => part.model?.(inner) ?? inner, recordedCalls(bare));
  return async (raw, about) => {
    const started = performance.now();
    const begun = {
      id: randomBytes(16).toString('hex'),
      about,
      startedAt: new Date(),
      model: bare.id,
      versions,
    };
    const context = contextFor(about);
    const { item, outcome } = await decide({ model, confidence, parts }, raw, context);
    const run: Run = {
      ...begun,
      durationMs: performance.now() - started,
      inputHash: hashOf(raw),
      item,
      outcome,
      calls: context.calls,
    };
    return tellAll(parts, run);
  };
}

type Deciding = Pick<Making, 'model' | 'confidence' | 'parts'>;
type Decided = { item: Item | null; outcome: Outcome };

async function decide(
  { model, confidence, parts }: Deciding,
  raw: unknown,
  context: Context,
): Promise<Decided> {
  for (const part of parts) {
    const stopped = (await part.before?.(context.about)) ?? null;
    if (stopped !== null) return { item: null, outcome: stopped };
  }
  const received = readInput(raw);
  if (received.status === 'refused')
    return { item: null, outcome: { outcome: 'refused', refusal: received.refusal } };
  const { item } = received;
  try {
    return { item, outcome: judge(await ask(model, item, context), confidence) };
  } catch (error) {
    if (error instanceof Stopped) return { item, outcome: error.outcome };
    // The kind of error is enough to act on; its message can hold the request, and with it the item.
    const name = error instanceof Error ? error.name : typeof error;
    return { item, outcome: toPerson('model_failed', null, name) };
  }
}

/** Thrown by a part around the model to end a run with an outcome of its own. */
export class Stopped extends Error {
  override name = 'Stopped';
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.outcome);
    this.outcome = outcome;
  }
}

/** Asks, and once more where an answer broke the contract and the model can mend that. There is no third time. */
async function ask(model: Model, item: Item, context: Context): Promise<Checked> {
  const first = checkOutput((await model.ask(item, context)).said, item);
  if (first.status !== 'broken' || !model.repairs) return first;
  return checkOutput((await model.ask(item, { ...context, broken: first.where })).said, item);
}

function judge(checked: Checked, { of, answersFrom, doubt }: Confidence): Outcome {
  if (checked.status === 'broken') return toPerson(checked.doubt, null, checked.where);
  if (checked.status === 'undecided') return toPerson(checked.doubt);
  const { answer, signals } = checked;
  const confidence = of(signals);
  if (answersFrom === null) return toPerson(doubt, { answer, confidence });
  if (confidence >= answersFrom) return { outcome: 'answered', answer, confidence };
  const detail = `${confidence.toFixed(2)}, and ${answersFrom.toFixed(2)} is needed`;
  return toPerson('low_confidence', { answer, confidence }, detail);
}

/**
 * Tells every part. After one of them failed nobody gets an answer that is not on record, and the parts that are told later
 * get to see none either, so that none of them can show it.
 */
async function tellAll(parts: readonly Part[], run: Run): Promise<Outcome> {
  let told = run;
  for (const part of parts) {
    try {
      await part.after?.(told);
    } catch (error) {
      told = { ...run, outcome: toPerson('not_recorded') };
      console.error(
        `${part.name}: found ${error}; expected to record run ${run.id}. Mend it; a person does the work.`,
      );
    }
  }
  return told.outcome;
}

function hashOf(raw: unknown): string {
  const bytes = raw instanceof Uint8Array ? raw : (JSON.stringify(raw) ?? '');
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

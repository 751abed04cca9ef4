import { readInput } from './input.ts';
import type { Model } from './model/model.ts';
import type { Monitor } from './monitor.ts';
import { DOUBTS, type Doubt, type Outcome, type Suggestion } from './outcome.ts';
import { checkOutput } from './output.ts';

/** The workflow: whatever comes in, exactly one typed outcome comes out, and the monitor has seen it. */
export type Handle = (raw: unknown) => Promise<Outcome>;

/** What a workflow is made of. Tests bring their own model and monitor. */
export type Parts = { model: Model; monitor: Monitor };

export function createWorkflow({ model, monitor }: Parts): Handle {
  return async (raw) => {
    const started = performance.now();
    const outcome = await decide(model, raw);
    monitor({ model: model.id, outcome, latencyMs: performance.now() - started });
    return outcome;
  };
}

async function decide(model: Model, raw: unknown): Promise<Outcome> {
  const received = readInput(raw);
  if (received.status === 'refused') return { outcome: 'refused', refusal: received.refusal };
  let said: unknown;
  try {
    said = await model.classify(received.item);
  } catch (error) {
    // The kind of error is enough to act on; its message can hold the request, and with it the item.
    return toPerson('model_failed', null, error instanceof Error ? error.name : typeof error);
  }
  return judge(said, model.answersFrom);
}

function judge(said: unknown, answersFrom: number): Outcome {
  const checked = checkOutput(said);
  if (checked.status === 'broken') return toPerson('broken_output', null, checked.where);
  if (checked.status === 'undecided') return toPerson(checked.doubt, null);
  const { label, confidence } = checked.prediction;
  if (confidence >= answersFrom) return { outcome: 'answered', label, confidence };
  const detail = `${confidence.toFixed(2)}, and ${answersFrom.toFixed(2)} is needed`;
  return toPerson('low_confidence', { label, confidence }, detail);
}

function toPerson(doubt: Doubt, suggestion: Suggestion | null, detail?: string): Outcome {
  const reason = detail === undefined ? DOUBTS[doubt] : `${DOUBTS[doubt]}: ${detail}`;
  return { outcome: 'needs_person', doubt, reason, suggestion };
}

import type { Confidence } from '../src/confidence.ts';
import { type Context, type Model, replyOf } from '../src/model/model.ts';
import type { Part } from '../src/part.ts';
import type { About } from '../src/run.ts';
import { createWorkflow, type Handle } from '../src/workflow.ts';

/** A run that a test makes: nobody waits for it, and nothing of it counts as use. */
export const TEST_RUN: About = { caseRef: 'test', user: 'test', role: 'test', kind: 'test' };

/** Whatever the model says is taken at its word. */
const ALWAYS: Confidence = { of: () => 1, answersFrom: 0, doubt: 'low_confidence' };

const NO_VERSIONS = { workflow: 'test', prompt: 'test', policy: 'test' };

/** @returns a model that says what it is told to, each time the next. */
export function scriptedModel(say: (context: Context) => unknown, repairs = false): Model {
  return { id: 'test/scripted', repairs, ask: async (_, context) => replyOf(await say(context)) };
}

/** @returns the real workflow with a scripted model, and these parts around it. */
export const testWorkflow = (model: Model, parts: readonly Part[] = []): Handle =>
  createWorkflow({ model, confidence: ALWAYS, parts, versions: NO_VERSIONS });

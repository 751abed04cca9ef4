import { describe, expect, it } from 'vitest';
import type { Model } from '../src/model/model.ts';
import { createWorkflow } from '../src/workflow.ts';
import { FIRST, rememberingMonitor } from './made-up.ts';

const ITEM = { fields: { text: 'An ordinary item' } };

/** A model that always says the same. */
const saying = (said: unknown): Model => ({ id: 'test/fixed', answersFrom: 0.8, classify: async () => said });

function run(model: Model, raw: unknown = ITEM) {
  const { runs, monitor } = rememberingMonitor();
  return createWorkflow({ model, monitor })(raw).then((outcome) => ({ outcome, runs }));
}

describe('the workflow', () => {
  it.each([
    ['at the limit', 0.8],
    ['above it', 0.95],
  ])('answers with a confidence %s', async (_, confidence) => {
    const { outcome } = await run(saying({ label: FIRST, confidence }));
    expect(outcome).toEqual({ outcome: 'answered', label: FIRST, confidence });
  });

  it('asks a person just below the limit, with the reason and what the model would have said', async () => {
    const { outcome } = await run(saying({ label: FIRST, confidence: 0.79 }));
    expect(outcome).toEqual({
      outcome: 'needs_person',
      doubt: 'low_confidence',
      reason: 'the model is not sure enough: 0.79, and 0.80 is needed',
      suggestion: { label: FIRST, confidence: 0.79 },
    });
  });

  it.each([
    ['a label that is not in the list', { label: 'made up', confidence: 0.99 }],
    ['a property too many', { label: FIRST, confidence: 0.99, action: 'delete' }],
    ['a confidence above 1', { label: FIRST, confidence: 99 }],
    ['plain text', 'Sure! The label is …'],
  ])('asks a person when the model says %s, and shows nothing of it', async (_, said) => {
    const { outcome } = await run(saying(said));
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'broken_output', suggestion: null });
  });

  it('asks a person when the model cannot decide', async () => {
    const { outcome } = await run(saying({ undecided: 'model_undecided' }));
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'model_undecided' });
  });

  it('asks a person when the model fails, without repeating its message', async () => {
    const failing = { ...saying(null), classify: () => Promise.reject(new RangeError('An ordinary item')) };
    const { outcome } = await run(failing);
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'model_failed' });
    expect(JSON.stringify(outcome)).toContain('RangeError');
    expect(JSON.stringify(outcome)).not.toContain('An ordinary item');
  });

  it('refuses bad input without asking the model', async () => {
    const never = { ...saying(null), classify: () => expect.unreachable('the model was asked') };
    const { outcome } = await run(never, { fields: {} });
    expect(outcome).toMatchObject({ outcome: 'refused', refusal: { class: 'empty' } });
  });

  it.each([
    ['an answer', saying({ label: FIRST, confidence: 1 }), ITEM],
    ['a question to a person', saying({ undecided: 'unfamiliar' }), ITEM],
    ['a refusal', saying(null), 'not an item'],
  ])('tells the monitor of %s, once', async (_, model, raw) => {
    const { outcome, runs } = await run(model, raw);
    expect(runs).toEqual([{ model: 'test/fixed', outcome, latencyMs: expect.any(Number) }]);
  });
});

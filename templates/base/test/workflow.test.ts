import { describe, expect, it, vi } from 'vitest';
import { ALWAYS, type Confidence } from '../src/confidence.ts';
import { type Model, replyOf } from '../src/model/model.ts';
import { toPerson } from '../src/outcome.ts';
import type { Part } from '../src/part.ts';
import type { About, Run } from '../src/run.ts';
import { createWorkflow, Stopped } from '../src/workflow.ts';
import { ANSWER, ITEM, proposal } from './made-up.ts';

const ABOUT: About = { caseRef: 'case-1', user: 'user-1', role: 'operator', kind: 'test' };
const VERSIONS = { workflow: 'w', prompt: 'p', policy: 'q' };
/** As sure as the score says, and sure enough from 0.8 on. */
const byScore: Confidence = {
  of: ({ score }) => score ?? 0,
  answersFrom: 0.8,
  doubt: 'low_confidence',
};

const saying = (...said: unknown[]): Model => ({
  id: 'test/fixed',
  repairs: false,
  ask: async () => replyOf(said.length > 1 ? said.shift() : said[0]),
});

async function run(model: Model, { raw = ITEM as unknown, confidence = byScore, parts = [] as Part[] } = {}) {
  const runs: Run[] = [];
  const remembering: Part = { name: 'remembering', after: (one) => void runs.push(one) };
  const handle = createWorkflow({ model, confidence, parts: [...parts, remembering], versions: VERSIONS });
  return { outcome: await handle(raw, ABOUT), runs };
}

describe('the workflow', () => {
  it.each([
    ['at the limit', 0.8],
    ['above it', 0.95],
  ])('answers with a confidence %s', async (_, confidence) => {
    const { outcome } = await run(saying(proposal(ANSWER, confidence)));
    expect(outcome).toEqual({ outcome: 'answered', answer: ANSWER, confidence });
  });

  it('asks a person just below the limit, with the reason and what the model would have said', async () => {
    const { outcome } = await run(saying(proposal(ANSWER, 0.79)));
    expect(outcome).toEqual({
      outcome: 'needs_person',
      doubt: 'low_confidence',
      reason: 'the model is not sure enough: 0.79, and 0.80 is needed',
      suggestion: { answer: ANSWER, confidence: 0.79 },
    });
  });

  it.each(['not_calibrated', 'confidence_says_nothing'] as const)(
    'asks a person about everything when confidence is %s',
    async (doubt) => {
      const { outcome } = await run(saying(proposal(ANSWER, 1)), {
        confidence: { of: () => 1, answersFrom: null, doubt },
      });
      expect(outcome).toMatchObject({ outcome: 'needs_person', doubt, suggestion: { answer: ANSWER } });
    },
  );

  it.each([
    ['a property too many', { ...proposal(), action: 'delete' }],
    ['a signal that is not a number', { answer: ANSWER, signals: { score: 'high' } }],
    ['plain text', 'Sure! The answer is …'],
  ])('asks a person when the model says %s, and shows nothing of it', async (_, said) => {
    const { outcome } = await run(saying(said));
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'broken_output', suggestion: null });
  });

  it('asks a person when the model cannot decide', async () => {
    const { outcome } = await run(saying({ undecided: 'model_undecided' }));
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'model_undecided' });
  });

  it('lets a model that can repair its answer do so once, and tells it where it was broken', async () => {
    const heard: (string | null)[] = [];
    const model: Model = {
      id: 'test/repairing',
      repairs: true,
      async ask(_, { broken }) {
        heard.push(broken);
        return replyOf(broken === null ? 'no JSON' : proposal());
      },
    };
    const { outcome, runs } = await run(model);
    expect(outcome).toMatchObject({ outcome: 'answered' });
    expect(heard).toEqual([null, 'answer (invalid_type)']);
    expect(runs[0]?.calls).toHaveLength(2);
  });

  it('asks a person when the repaired answer is broken too, and not a third time', async () => {
    let asked = 0;
    const stubborn: Model = {
      ...saying(null),
      repairs: true,
      async ask() {
        asked += 1;
        return replyOf(`no ${asked}`);
      },
    };
    const { outcome } = await run(stubborn);
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'broken_output' });
    expect(asked).toBe(2);
  });

  it('asks a person when the model fails, without repeating its message', async () => {
    const failing: Model = { ...saying(null), ask: () => Promise.reject(new RangeError('An ordinary item')) };
    const { outcome, runs } = await run(failing);
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'model_failed' });
    expect(JSON.stringify(outcome)).toContain('RangeError');
    expect(JSON.stringify([outcome, runs[0]?.calls])).not.toContain('An ordinary item');
    expect(runs[0]?.calls).toMatchObject([{ error: 'RangeError', inputTokens: null }]);
  });

  it('refuses bad input without asking the model', async () => {
    const never: Model = { ...saying(null), ask: () => expect.unreachable('the model was asked') };
    const { outcome, runs } = await run(never, { raw: { fields: {} } });
    expect(outcome).toMatchObject({ outcome: 'refused', refusal: { class: 'empty' } });
    expect(runs).toMatchObject([{ item: null, calls: [] }]);
  });
});

describe('the parts around it', () => {
  const never: Model = { ...saying(null), ask: () => expect.unreachable('the model was asked') };

  it('may stop a run before anything is looked at', async () => {
    const off: Part = { name: 'off', before: () => toPerson('switched_off') };
    const { outcome, runs } = await run(never, { parts: [off] });
    expect(outcome).toEqual(toPerson('switched_off'));
    expect(runs).toMatchObject([{ item: null, outcome: { doubt: 'switched_off' } }]);
  });

  it('stand around the model in their order, the first outermost', async () => {
    const order: string[] = [];
    const named = (name: string): Part => ({
      name,
      model: (inner) => ({
        ...inner,
        ask(item, context) {
          order.push(name);
          return inner.ask(item, context);
        },
      }),
    });
    await run(saying(proposal()), { parts: [named('outer'), named('inner')] });
    expect(order).toEqual(['outer', 'inner']);
  });

  it('may end a run with an outcome of their own', async () => {
    const limit: Part = {
      name: 'limit',
      model: (inner) => ({ ...inner, ask: () => Promise.reject(new Stopped(toPerson('over_limit'))) }),
    };
    expect((await run(never, { parts: [limit] })).outcome).toEqual(toPerson('over_limit'));
  });

  it('are told of every run with what it was about, what came in, and every call', async () => {
    const { outcome, runs } = await run(saying(proposal()));
    expect(runs).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        about: ABOUT,
        startedAt: expect.any(Date),
        durationMs: expect.any(Number),
        model: 'test/fixed',
        versions: VERSIONS,
        inputHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        item: ITEM,
        outcome,
        calls: [expect.objectContaining({ model: 'test/fixed', inputTokens: 0, error: null })],
      },
    ]);
  });

  it('keep an answer back that could not be recorded, also from those that are told later', async () => {
    const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
    const before: Run[] = [];
    const earlier: Part = { name: 'earlier', after: (one) => void before.push(one) };
    const full: Part = { name: 'audit', after: () => Promise.reject(new Error('the disk is full')) };
    const { outcome, runs } = await run(saying(proposal()), { parts: [earlier, full] });
    expect(outcome).toEqual(toPerson('not_recorded'));
    expect(before).toMatchObject([{ outcome: { outcome: 'answered' } }]);
    expect(runs).toEqual([{ ...before[0], outcome: toPerson('not_recorded') }]);
    expect(complain).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^audit: found .*disk is full/));
    complain.mockRestore();
  });

  it('find a rule that is always taken at its word sure enough', async () => {
    const { outcome } = await run(saying({ answer: ANSWER, signals: {} }), { confidence: ALWAYS });
    expect(outcome).toEqual({ outcome: 'answered', answer: ANSWER, confidence: 1 });
  });
});

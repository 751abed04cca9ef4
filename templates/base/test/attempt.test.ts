import { describe, expect, it } from 'vitest';
import { type Attempt, attempt } from '../eval/attempt.ts';
import { type EvalCase, readCases } from '../eval/cases.ts';
import { grade } from '../eval/grader.ts';
import { textOf } from '../src/answer.ts';
import { ALWAYS } from '../src/confidence.ts';
import { type Model, replyOf } from '../src/model/model.ts';
import type { Outcome } from '../src/outcome.ts';
import { createWorkflow } from '../src/workflow.ts';
import { ANSWER, ITEM, proposal } from './made-up.ts';

const CASE: EvalCase = {
  id: 'case-1',
  input: { fields: { ...ITEM.fields } },
  expected: ANSWER,
  slices: [],
  suite: 'scored',
};
const unanswerable: EvalCase = { ...CASE, suite: 'unanswerable', expected: { outcome: 'needs_person' } };

const ending = (outcome: Outcome): Attempt => ({ handle: async () => outcome, grade, model: 'test/fixed' });
const answered: Outcome = { outcome: 'answered', answer: ANSWER, confidence: 0.9 };
const failed: Outcome = {
  outcome: 'needs_person',
  doubt: 'model_failed',
  reason: 'no answer',
  suggestion: null,
};

describe('an attempt at a case', () => {
  it('becomes a row of the results', async () => {
    const row = await attempt(ending(answered), CASE);
    expect(row).toEqual({
      id: 'case-1',
      repeat: 0,
      verdict: 'pass',
      outcome: 'answered',
      answer: textOf(ANSWER),
      reason: null,
      confidence: 0.9,
      latency_ms: expect.any(Number),
      model: 'test/fixed',
    });
    expect(row.latency_ms).toBeGreaterThan(0);
  });

  it('has its number, so that attempts at one case can be told apart', async () => {
    expect(await attempt(ending(answered), CASE, 2)).toMatchObject({ id: 'case-1', repeat: 2 });
  });

  it('keeps the reason why an item went to a person when that was right', async () => {
    const unsure: Outcome = { ...failed, doubt: 'unfamiliar', reason: 'too few known words' };
    expect(await attempt(ending(unsure), unanswerable)).toMatchObject({
      verdict: 'pass',
      outcome: 'needs_person',
      reason: 'too few known words',
    });
  });

  it('is a system error when the workflow crashes', async () => {
    const crashing = { ...ending(failed), handle: () => Promise.reject(new Error('boom')) };
    expect(await attempt(crashing, CASE)).toMatchObject({
      verdict: 'system_error',
      outcome: null,
      reason: 'the workflow crashed: Error: boom',
    });
  });

  it('is a grader error when the grader crashes, and keeps the outcome', async () => {
    const crashing = () => {
      throw new Error('boom');
    };
    expect(await attempt({ ...ending(answered), grade: crashing }, CASE)).toMatchObject({
      verdict: 'grader_error',
      outcome: 'answered',
      answer: textOf(ANSWER),
      reason: 'the grader crashed: Error: boom',
    });
  });

  it.each([
    ['model_failed', CASE],
    ['model_failed', unanswerable],
    ['switched_off', unanswerable],
    ['over_limit', unanswerable],
    ['not_recorded', unanswerable],
  ] as const)('is a system error for %s, which says nothing of the case', async (doubt, one) => {
    expect(await attempt(ending({ ...failed, doubt }), one)).toMatchObject({
      verdict: 'system_error',
      outcome: 'needs_person',
    });
  });
});

describe('the malformed cases of this repository', () => {
  const cases = readCases('eval/cases').filter((one) => one.suite === 'malformed');
  const model: Model = { id: 'test/fixed', repairs: false, ask: async () => replyOf(proposal()) };
  const versions = { workflow: 'w', prompt: 'p', policy: 'q' };
  const handle = createWorkflow({ model, confidence: ALWAYS, parts: [], versions });
  const isCanary = (one: EvalCase) => one.slices.includes('canary');

  it.each(cases.filter((one) => !isCanary(one)).map((one) => [one.id, one] as const))(
    '%s is refused',
    async (_, one) => {
      expect(await attempt({ handle, grade, model: model.id }, one)).toMatchObject({
        verdict: 'pass',
        outcome: 'refused',
      });
    },
  );

  it('the canary fails: a harness that passes it would pass anything', async () => {
    const canaries = cases.filter(isCanary);
    expect(canaries).not.toHaveLength(0);
    for (const one of canaries) {
      expect(await attempt({ handle, grade, model: model.id }, one)).toMatchObject({ verdict: 'fail' });
    }
  });
});

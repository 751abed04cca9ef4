import { MockLanguageModelV3 } from 'ai/test';
import { describe, expect, it } from 'vitest';
import { askJudge, judged } from '../eval/judge.ts';
import { ANSWER, ITEM, OTHER_ANSWER } from './made-up.ts';

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};
/** A judge that says so, and keeps what it was asked. */
const saying = (said: object) =>
  new MockLanguageModelV3({
    doGenerate: async () => ({
      content: [{ type: 'text', text: JSON.stringify(said) }],
      finishReason: { unified: 'stop', raw: 'stop' },
      usage,
      warnings: [],
    }),
  });
const drafts = { input: ITEM, wanted: ANSWER, given: OTHER_ANSWER };

describe('the judge', () => {
  it.each([
    [
      { verdict: 'pass', reason: 'good' },
      { verdict: 'pass', reason: null },
    ],
    [
      { verdict: 'fail', reason: '1: late' },
      { verdict: 'fail', reason: 'judge: 1: late' },
    ],
  ])('that says %o grades %o', async (said, graded) => {
    expect(await askJudge(saying(said), drafts)).toEqual(graded);
  });

  it('sees the item, what a person answered and the draft, inside a fence, and no verdict', async () => {
    const model = saying({ verdict: 'pass', reason: '' });
    await askJudge(model, drafts);
    const asked = JSON.stringify(model.doGenerateCalls[0]?.prompt);
    for (const text of [ANSWER.text, OTHER_ANSWER.text, 'How long can I send goods back?'])
      expect(asked).toContain(text);
    expect(asked).toMatch(/data-[0-9a-f-]{36}/);
    expect(asked).not.toContain('{fence}');
  });

  it('that says neither is an error of the grader', async () => {
    await expect(askJudge(saying({ verdict: 'maybe', reason: '' }), drafts)).rejects.toThrow();
  });

  it('is nobody without POC_JUDGE, and what passed the rubric passes', async () => {
    expect(await judged(drafts, {})).toEqual({ verdict: 'pass', reason: null });
    await expect(judged(drafts, { POC_JUDGE: 'gpt' })).rejects.toThrow(/expected a provider and a model/);
  });
});

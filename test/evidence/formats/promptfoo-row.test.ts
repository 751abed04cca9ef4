import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../action/evidence/formats/shared/fingerprint.ts';
import { failed, judgeDown, readRow, readRows, refused, row } from './promptfoo-row-builder.ts';

describe('which case a row is of', () => {
  const asked = (testCase: unknown, more: Readonly<Record<string, unknown>> = {}) =>
    readRow(row({ testCase, ...more }));

  it('fingerprints variables and assertions, which are the same for each attempt', () => {
    const [first, second] = readRows([row(), row({ testIdx: 1, id: 'another' })]).records;
    const { vars, assert } = row().testCase as Record<string, unknown>;
    expect(first?.id).toBe(fingerprint({ assert, vars }));
    expect(second).toMatchObject({ id: first?.id, fingerprinted: true, repeat: null });
  });

  it.each([
    ['variables', { vars: { question: 'Where?' }, assert: [] }],
    ['assertions', { vars: { question: 'Where is my refund?' }, assert: [] }],
  ])('tells cases apart by their %s', (_, testCase) => {
    expect(asked(testCase).id).not.toBe(readRow(row()).id);
  });

  it('does not take the description, which several cases may share', () => {
    const one = asked({ description: 'd', vars: { a: 1 }, assert: [] });
    expect(asked({ description: 'd', vars: { a: 2 }, assert: [] }).id).not.toBe(one.id);
    expect(asked({ description: 'e', vars: { a: 1 }, assert: [] }).id).toBe(one.id);
  });

  it.each([
    ['geo-1', 'geo-1', false],
    [7, '7', false],
    ['', expect.stringMatching(/^#/), true],
    [{ a: 1 }, expect.stringMatching(/^#/), true],
  ])('takes metadata.id %j as %s', (id, expected, fingerprinted) => {
    expect(asked({ vars: { a: 1 }, metadata: { id } })).toMatchObject({ id: expected, fingerprinted });
  });

  it('takes the variables of the row where there is no test, and the prompt where there are none', () => {
    const old = asked(undefined);
    expect(old.id).toBe(fingerprint({ assert: [], vars: { question: 'Where is my refund?' } }));
    const bare = asked(undefined, { vars: undefined });
    expect(bare.id).toBe(fingerprint({ prompt: 'Answer briefly: Where is my refund?' }));
  });

  it('reads tags and short texts as slices, and the conversation as a cluster', () => {
    const metadata = {
      id: 'a',
      conversationId: 'c-1',
      topic: 'geography',
      tags: ['short', 3, 'x'.repeat(61), ''],
      note: 'y'.repeat(61),
      empty: '',
      nested: { a: 1 },
      _promptfooFileMetadata: 'internal',
    };
    const { slices, cluster } = asked({ vars: { a: 1 }, metadata });
    expect(slices).toEqual(['topic: geography', 'short', '3']);
    expect(cluster).toBe('c-1');
  });
});

describe('what else a row says', () => {
  const THREW = { success: false, failureReason: 2, gradingResult: null, response: undefined };

  it('has score, threshold, evaluators, latency, tokens, cost and model', () => {
    const components = [
      {
        pass: true,
        score: 0.9,
        reason: 'ok',
        assertion: { type: 'llm-rubric', metric: 'tone', threshold: 0.8 },
      },
      { pass: null, score: 'NaN', assertion: null },
    ];
    const one = row({
      gradingResult: { pass: true, score: 1, componentResults: components },
      testCase: { vars: { a: 1 }, assert: [], threshold: 0.5 },
    });
    expect(readRow(one)).toMatchObject({
      score: 1,
      threshold: 0.5,
      evaluators: [
        { name: 'tone', score: 0.9, threshold: 0.8, verdict: 'pass' },
        { name: 'assertion', score: null, threshold: null, verdict: 'no_verdict' },
      ],
      latencyMs: 640,
      tokensIn: 20,
      tokensOut: 10,
      costUsd: 0.0002,
      cached: false,
      model: 'desk',
      reason: null,
    });
  });

  it('gives no score where nothing was judged, and the reason in the tool’s words', () => {
    expect(readRow(failed([judgeDown]))).toMatchObject({ score: null, reason: judgeDown.reason });
    expect(readRow(failed([refused]))).toMatchObject({ score: 0, reason: 'Expected output to contain "x"' });
  });

  it.each([
    [{ cached: true }, null, true],
    [{ cached: false }, 640, false],
    [undefined, 640, false],
  ])('of the response %j the latency is %s', (response, latencyMs, cached) => {
    expect(readRow(row({ response }))).toMatchObject({ latencyMs, cached });
  });

  it.each([
    [{ ...THREW, latencyMs: 0 }, null],
    [{ ...THREW, latencyMs: 30_000 }, 30_000],
    [{ latencyMs: 0 }, 0],
  ])('takes %j for a latency of %s', (changes, latencyMs) => {
    expect(readRow(row(changes)).latencyMs).toBe(latencyMs);
  });

  it.each([
    ['a cost of zero that the provider states', 0, { cost: 0 }, 0],
    ['a zero that stands for nothing', 0, {}, null],
    ['a cost in the row alone', 0.01, {}, 0.01],
    ['a cost below zero', -1, {}, null],
    ['an infinite cost', Number.POSITIVE_INFINITY, {}, null],
  ])('reads %s', (_, cost, response, costUsd) => {
    expect(readRow(row({ cost, response })).costUsd).toBe(costUsd);
  });

  it('leaves out token counts of zero, which stand for what was not said', () => {
    const response = { output: 'x', tokenUsage: { prompt: 0, completion: 0, total: 0 } };
    expect(readRow(row({ response }))).toMatchObject({ tokensIn: null, tokensOut: null });
  });

  it.each([
    [{ promptIdx: 1, provider: { id: 'openai:gpt', label: 'small' } }, 'small #2', 'openai:gpt'],
    [{ promptIdx: 0, provider: { id: 'openai:gpt', label: '' } }, 'openai:gpt #1', 'openai:gpt'],
    [{ promptIdx: 0, provider: 'openai:gpt' }, 'openai:gpt #1', 'openai:gpt'],
    [{ promptIdx: 0, provider: null }, 'prompt #1', null],
    [{ promptIdx: undefined, provider: undefined, prompt: { display: 'Hi {{a}}' } }, 'Hi {{a}}', null],
    [{ promptIdx: undefined, provider: undefined, prompt: {} }, null, null],
  ])('names the column of %j %s', (changes, variant, model) => {
    expect(readRow(row(changes))).toMatchObject({ variant, model });
  });

  it('tells providers apart in a file that was put together of several', () => {
    const { records } = readRows([row(), row({ provider: { id: 'other' } }), row()]);
    expect(records.map(({ variant }) => variant)).toEqual(['desk #1', 'other #1', 'desk #1']);
  });

  it('keeps the name of a column when its prompt was improved, and long prompts of 2023 apart', () => {
    expect(readRow(row({ prompt: { raw: 'Better', label: 'Better: {{question}}' } })).variant).toBe(
      'desk #1',
    );
    const old = (end: string) =>
      row({ promptIdx: undefined, provider: undefined, prompt: { display: `${'p'.repeat(80)}${end}` } });
    const [a, b] = readRows([old('a'), old('b')]).records;
    expect(a?.variant?.length).toBeLessThan(80);
    expect(a?.variant).not.toBe(b?.variant);
  });
});

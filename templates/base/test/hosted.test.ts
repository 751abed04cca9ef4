import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  cutOff,
  failing,
  notJson,
  type OpenaiServer,
  openaiServer,
  saying,
  silent,
  slow,
  type WireReply,
} from '../proofs/openai-server.ts';
import { TEST_RUN, testWorkflow } from '../proofs/test-run.ts';
import { hostedModel } from '../src/model/hosted.ts';
import { contextFor } from '../src/model/model.ts';
import { selectModel } from '../src/model/select.ts';
import type { Part } from '../src/part.ts';
import type { Run } from '../src/run.ts';
import { ANSWER, ITEM } from './made-up.ts';

const ID = 'compatible/test-2026-01-01';
const GOOD = { answer: ANSWER, confidence: 0.93 };

let server: OpenaiServer;
beforeEach(async () => {
  server = await openaiServer();
});
afterEach(() => server.close());

function model() {
  const provider = createOpenAICompatible({
    name: 'test',
    baseURL: server.url,
    supportsStructuredOutputs: true,
  });
  return hostedModel({ id: ID, model: provider('wire') });
}

/** The whole workflow on a hosted model that answers as prepared, and the run as parts are told of it. */
async function run(...replies: WireReply[]) {
  server.replies(...replies);
  const runs: Run[] = [];
  const log: Part = { name: 'log', after: (one) => void runs.push(one) };
  const outcome = await testWorkflow(model(), [log])(ITEM, TEST_RUN);
  return { outcome, run: runs[0] as Run };
}

describe('a hosted model', () => {
  it('answers, and says of what its confidence is made', async () => {
    server.replies(saying(GOOD));
    expect(await model().ask(ITEM, contextFor(TEST_RUN))).toEqual({
      said: { answer: ANSWER, signals: { verbalised: 0.93 } },
      inputTokens: 11,
      outputTokens: 7,
      responseModel: 'wire',
      responseId: 'chatcmpl-loopback',
    });
    expect((await run(saying(GOOD))).outcome).toMatchObject({ outcome: 'answered', answer: ANSWER });
  });

  it('sends the item inside a fence that its text cannot know, apart from the instructions', async () => {
    await run(saying(GOOD));
    await run(saying(GOOD));
    const fences = server.asked.map(({ messages: [system, user] }) => {
      const [fence = '', ...rest] = (user?.content ?? '').split('\n');
      expect(JSON.parse(rest.slice(0, -1).join('\n'))).toEqual(ITEM.fields);
      expect(rest.at(-1)).toBe(fence);
      expect(system?.content).toContain(fence);
      for (const text of Object.values(ITEM.fields)) expect(system?.content).not.toContain(text);
      return fence;
    });
    expect(new Set(fences).size).toBe(2);
  });

  it('asks for the shape of an answer, strictly', async () => {
    await run(saying(GOOD));
    expect(server.asked[0]).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
  });

  it.each([
    [null, undefined],
    [50, 50],
  ])('asks for at most %s tokens', async (maxOutputTokens, sent) => {
    server.replies(saying(GOOD));
    await model().ask(ITEM, { ...contextFor(TEST_RUN), maxOutputTokens });
    expect(server.asked[0]?.max_tokens).toBe(sent);
  });

  it('leads to a person when it cannot decide', async () => {
    const { outcome } = await run(saying({ answer: null, confidence: 0 }));
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'model_undecided' });
    expect(server.asked).toHaveLength(1);
  });

  const BROKEN: [string, unknown][] = [
    ['writes text instead of JSON', 'The answer is …'],
    ['breaks off', JSON.stringify(GOOD).slice(0, -8)],
    ['makes up an answer', { answer: { madeUp: true }, confidence: 0.9 }],
    ['adds a property', { ...GOOD, act: 1 }],
  ];
  it.each(BROKEN)('is asked once more when it %s, and told that it did', async (_, content) => {
    const { outcome, run: whole } = await run(saying(content), saying(GOOD));
    expect(outcome).toMatchObject({ outcome: 'answered', answer: ANSWER });
    expect(server.asked[1]?.messages[1]?.content).toContain('An answer before this one was not usable');
    expect(whole.calls.map(({ outputTokens }) => outputTokens)).toEqual([7, 7]);
  });

  it.each(BROKEN)('leads to a person when it %s twice', async (_, content) => {
    const { outcome } = await run(saying(content));
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'broken_output' });
    expect(server.asked).toHaveLength(2);
  });

  it.each<[string, WireReply]>([
    ['says 429', failing(429, { retryAfter: 0 })],
    ['says 500', failing(500)],
    ['refuses the key', failing(401)],
    ['answers with something else than JSON', notJson],
    ['cuts the answer off', cutOff('x'.repeat(100))],
  ])('is not asked again by itself when it %s: a part says how often', async (_, reply) => {
    const { outcome, run: whole } = await run(reply);
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'model_failed' });
    expect(server.asked).toHaveLength(1);
    expect(whole.calls).toMatchObject([{ error: 'AI_APICallError', inputTokens: null }]);
  });

  it('is left when nobody waits for its answer any more', async () => {
    server.replies(silent);
    const signal = AbortSignal.timeout(5_000);
    await expect(model().ask(ITEM, { ...contextFor(TEST_RUN), signal })).rejects.toThrow('timeout');
    expect(server.asked).toHaveLength(1);
  });

  it('is one environment variable away', async () => {
    server.replies(saying(GOOD));
    const selected = await selectModel({ POC_MODEL: ID, POC_MODEL_URL: server.url }, []);
    expect(selected.id).toBe(ID);
    expect((await selected.ask(ITEM, contextFor(TEST_RUN))).said).toEqual({
      answer: ANSWER,
      signals: { verbalised: 0.93, second_opinion: expect.any(Number) },
    });
    expect(server.asked[0]?.model).toBe('test-2026-01-01');
  });
});

describe('the loopback server', () => {
  const ask = (stream: boolean) =>
    fetch(`${server.url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'wire', messages: [], stream }),
    });

  it('gives prepared replies in turn, and the last one from then on', async () => {
    server.replies(failing(429, { retryAfter: 7 }), failing(503));
    const [first, second, third] = [await ask(false), await ask(false), await ask(false)];
    expect(first.headers.get('retry-after')).toBe('7');
    expect([first.status, second.status, third.status]).toEqual([429, 503, 503]);
  });

  it('answers late where it is told to', async () => {
    server.replies(slow(60, saying('late')));
    const started = performance.now();
    expect((await ask(false)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(59);
  });

  it('streams server-sent events where it is asked to', async () => {
    server.replies(saying('a longer answer'));
    const events = (await (await ask(true)).text()).trim().split('\n\n');
    expect(events.at(-1)).toBe('data: [DONE]');
    const said = events.slice(0, -1).map((event) => JSON.parse(event.slice('data: '.length)));
    expect(said.map(({ choices }) => choices[0].delta.content ?? '').join('')).toBe('a longer answer');
    expect(said.at(-1)).toMatchObject({ usage: { total_tokens: 18 } });
  });

  it.each([true, false])('cuts an answer off in the middle (stream: %s)', async (stream) => {
    server.replies(cutOff('a longer answer'));
    const reader = (await ask(stream)).body?.getReader();
    const first = Buffer.from((await reader?.read())?.value ?? []).toString();
    expect(first.slice(0, 6)).toBe(stream ? 'data: ' : '{"id":');
    await expect(reader?.read()).rejects.toThrow('terminated');
  });
});

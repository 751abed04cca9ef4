import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostedModel } from '../src/model/hosted.ts';
import { selectModel } from '../src/model/select.ts';
import { createWorkflow } from '../src/workflow.ts';
import { FIRST, rememberingMonitor } from './made-up.ts';

type Reply = (response: ServerResponse) => void;
type Message = { role: string; content: string };

const ID = 'compatible/test-2026-01-01';
const ITEM = { fields: { subject: 'Colour', text: 'Two litres of crimson' } };

let server: Server;
let replies: Reply[];
let requests: { messages: Message[] }[];

/** A server on this machine that speaks the chat completions protocol and gives the prepared replies in turn. */
beforeEach(async () => {
  replies = [];
  requests = [];
  server = createServer(async (request, response) => {
    requests.push(JSON.parse(await bodyOf(request)));
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    reply?.(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

const saying =
  (content: string): Reply =>
  (response) => {
    const message = { role: 'assistant', content };
    const usage = { prompt_tokens: 9, completion_tokens: 9, total_tokens: 18 };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: '1',
        created: 0,
        model: 'test',
        object: 'chat.completion',
        choices: [{ index: 0, message, finish_reason: 'stop' }],
        usage,
      }),
    );
  };
const failing =
  (status: number): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
    response.end(JSON.stringify({ error: { message: 'not now' } }));
  };
const silent: Reply = () => {};

/** The whole workflow on a hosted model that answers as prepared. */
async function run(prepared: Reply[], options: { timeoutMs?: number; retries?: number } = {}) {
  replies = prepared;
  const model = createOpenAICompatible({ name: 'test', baseURL: url(), supportsStructuredOutputs: true })(
    'test',
  );
  const { monitor } = rememberingMonitor();
  return createWorkflow({ model: hostedModel({ id: ID, model, ...options }), monitor })(ITEM);
}

describe('a hosted model', () => {
  it('answers with a label and its confidence', async () => {
    const said = saying(JSON.stringify({ label: FIRST, confidence: 0.93 }));
    expect(await run([said])).toEqual({ outcome: 'answered', label: FIRST, confidence: 0.93 });
  });

  it('sends the item inside a fence that its text cannot know, apart from the instructions', async () => {
    const said = saying(JSON.stringify({ label: FIRST, confidence: 0.93 }));
    await run([said]);
    await run([said]);
    const fences = requests.map(({ messages: [system, user] }) => {
      const [fence, ...rest] = (user?.content ?? '').split('\n');
      expect(JSON.parse(rest.slice(0, -1).join('\n'))).toEqual(ITEM.fields);
      expect(rest.at(-1)).toBe(fence);
      expect(system?.content).toContain(fence);
      expect(system?.content).toContain(JSON.stringify(FIRST));
      expect(system?.content).not.toContain('crimson');
      return fence;
    });
    expect(new Set(fences).size).toBe(2);
  });

  it.each<[string, string, string]>([
    ['cannot decide', JSON.stringify({ label: null, confidence: 0 }), 'model_undecided'],
    ['is not sure', JSON.stringify({ label: FIRST, confidence: 0.5 }), 'low_confidence'],
    ['is surer than sure', JSON.stringify({ label: FIRST, confidence: 1.5 }), 'broken_output'],
    ['writes text instead of JSON', 'The label is …', 'model_failed'],
    ['breaks off', `{"label":${JSON.stringify(FIRST)},"conf`, 'model_failed'],
    ['makes up a label', JSON.stringify({ label: 'made up', confidence: 0.9 }), 'model_failed'],
    ['adds a property', JSON.stringify({ label: FIRST, confidence: 0.9, act: 1 }), 'model_failed'],
  ])('leads to a person when it %s', async (_, content, doubt) => {
    expect(await run([saying(content)])).toMatchObject({ outcome: 'needs_person', doubt });
  });

  it.each([429, 500, 503])('is asked again after a %i', async (status) => {
    const said = saying(JSON.stringify({ label: FIRST, confidence: 0.9 }));
    expect(await run([failing(status), failing(status), said])).toMatchObject({ outcome: 'answered' });
    expect(requests).toHaveLength(3);
  });

  it('is given up after the last retry', async () => {
    expect(await run([failing(429)], { retries: 1 })).toMatchObject({ doubt: 'model_failed' });
    expect(requests).toHaveLength(2);
  });

  it('is not asked again when the key is refused', async () => {
    expect(await run([failing(401)])).toMatchObject({ doubt: 'model_failed' });
    expect(requests).toHaveLength(1);
  });

  it('is given up when it does not answer in time', async () => {
    const started = performance.now();
    expect(await run([silent], { timeoutMs: 100 })).toMatchObject({ doubt: 'model_failed' });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('is one environment variable away', async () => {
    replies = [saying(JSON.stringify({ label: FIRST, confidence: 0.9 }))];
    const model = await selectModel({ POC_MODEL: ID, POC_MODEL_URL: url() });
    expect(model.id).toBe(ID);
    expect(await model.classify(ITEM)).toEqual({ label: FIRST, confidence: 0.9 });
  });
});

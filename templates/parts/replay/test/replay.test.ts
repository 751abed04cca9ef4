import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failing, type OpenaiServer, openaiServer, saying } from '../proofs/openai-server.ts';
import { TEST_RUN, testWorkflow } from '../proofs/test-run.ts';
import type { Item } from '../src/input.ts';
import { hostedModel } from '../src/model/hosted.ts';
import type { Env, Hosted, Part } from '../src/part.ts';
import { keyOf, type Params } from '../src/replay/key.ts';
import { replayPart } from '../src/replay/part.ts';
import type { Run } from '../src/run.ts';
import { ANSWER, ITEM, OTHER_ANSWER } from './made-up.ts';

const ID = 'compatible/wire';
const SECRET = 'sk-not-a-real-key';
const answering = (answer: unknown) => saying({ answer, confidence: 1 });

let server: OpenaiServer;
let folder: string;
beforeEach(async () => {
  server = await openaiServer();
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
  rmSync(folder, { recursive: true });
});

const files = () => readdirSync(folder);
const recordings = () => files().map((name) => readFileSync(join(folder, name), 'utf8'));

function hosted(mode?: string): Hosted {
  const provider = createOpenAICompatible({
    name: 'compatible',
    baseURL: server.url,
    apiKey: SECRET,
    supportsStructuredOutputs: true,
  });
  const env: Env = { POC_REPLAY: mode, POC_MODEL: ID };
  const bare = { id: ID, model: provider('wire') };
  return replayPart(env, folder).hosted?.(bare) ?? bare;
}

async function ask(mode?: string, item: Item = ITEM) {
  const runs: Run[] = [];
  const log: Part = { name: 'log', after: (run) => void runs.push(run) };
  const outcome = await testWorkflow(hostedModel(hosted(mode)), [log])(item, TEST_RUN);
  return { outcome, run: runs[0] as Run };
}

describe('replay', () => {
  it('gives back what was recorded and asks nobody, though the fence around the item is another one', async () => {
    server.replies(answering(ANSWER));
    const first = await ask('record');
    server.replies(failing(500));
    const again = await ask('replay');
    expect(again.outcome).toEqual(first.outcome);
    expect(again.outcome).toMatchObject({ outcome: 'answered', answer: ANSWER });
    expect(server.asked).toHaveLength(1);
  });

  it('counts the same tokens, and names what answered', async () => {
    server.replies(answering(ANSWER));
    const counted = ({ run }: { run: Run }) =>
      run.calls.map(({ inputTokens, outputTokens, responseModel, responseId }) => ({
        inputTokens,
        outputTokens,
        responseModel,
        responseId,
      }));
    const first = counted(await ask('record'));
    expect(first).toEqual([
      { inputTokens: 11, outputTokens: 7, responseModel: 'wire', responseId: 'chatcmpl-loopback' },
    ]);
    expect(counted(await ask('replay'))).toEqual(first);
  });

  it('is never called live: the model is recorded/… in every result', async () => {
    server.replies(answering(ANSWER));
    expect((await ask('record')).run.model).toBe(ID);
    expect((await ask('replay')).run.model).toBe(`recorded/${ID}`);
  });

  it('is strict: what nobody recorded is not answered, and the key is named', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    server.replies(answering(ANSWER));
    await ask('record');
    const other = { fields: { ...ITEM.fields, text: 'Something else' } };
    expect((await ask('replay', other)).outcome).toMatchObject({ doubt: 'model_failed' });
    expect(said).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(
        /replay-\w+\/[0-9a-f]{64}\.json: found no recording of this request to compatible\.chat wire; expected one.*POC_REPLAY=record/,
      ),
    );
    expect(said.mock.calls.flat().join()).not.toContain('Something else');
    expect(server.asked).toHaveLength(1);
  });

  it('refuses a file that was changed by hand', async () => {
    server.replies(answering(ANSWER));
    await ask('record');
    const [name = ''] = files();
    const whole = JSON.parse(recordings()[0] ?? '');
    for (const text of ['{', '{"version":1}', JSON.stringify({ ...whole, version: 2 })]) {
      writeFileSync(join(folder, name), text);
      expect((await ask('replay')).outcome).toMatchObject({
        doubt: 'model_failed',
        reason: expect.stringContaining('UnusableFile'),
      });
    }
  });

  it('refuses a stream', async () => {
    const errors: unknown[] = [];
    const { model } = hosted('replay');
    const { textStream } = streamText({
      model,
      prompt: 'hello',
      maxRetries: 0,
      onError: ({ error }) => void errors.push(error),
    });
    for await (const _ of textStream) expect.unreachable('something was said');
    expect(String(errors[0])).toContain('a stream of wire, which is never recorded');
    expect(server.asked).toHaveLength(0);
  });
});

describe('record', () => {
  it('keeps model, date and usage, and neither keys nor headers nor what was asked', async () => {
    server.replies(answering(ANSWER));
    await ask('record');
    const [text = ''] = recordings();
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      recorded_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      provider: 'compatible.chat',
      model: 'wire',
      usage: { inputTokens: { total: 11 }, outputTokens: { total: 7 } },
    });
    expect(text).not.toContain(SECRET);
    expect(text.toLowerCase()).not.toMatch(/authorization|headers|content-type/);
    for (const field of Object.values(ITEM.fields)) expect(text).not.toContain(field);
  });

  it('takes the newest answer to the same question', async () => {
    server.replies(answering(ANSWER), answering(OTHER_ANSWER));
    await ask('record');
    await ask('record');
    expect(files()).toHaveLength(1);
    expect((await ask('replay')).outcome).toMatchObject({ answer: OTHER_ANSWER });
  });

  it('keeps no failure', async () => {
    server.replies(failing(500));
    await ask('record');
    expect(files()).toEqual([]);
  });

  it('lets a stream through, and keeps nothing of it', async () => {
    server.replies(saying('said piece by piece'));
    const { text } = streamText({ model: hosted('record').model, prompt: 'hello', maxRetries: 0 });
    expect(await text).toBe('said piece by piece');
    expect(server.asked[0]?.stream).toBe(true);
    expect(files()).toEqual([]);
  });
});

describe('POC_REPLAY', () => {
  it.each([undefined, ''])('set to %j leaves the model alone', async (mode) => {
    server.replies(answering(ANSWER));
    expect((await ask(mode)).run.model).toBe(ID);
    expect(files()).toEqual([]);
  });

  it.each([
    [{ POC_REPLAY: 'on', POC_MODEL: ID }, 'found "on"; expected record or replay. Set one'],
    [{ POC_REPLAY: 'replay' }, 'found replay without a hosted model; expected one'],
    [{ POC_REPLAY: 'record', POC_MODEL: ' ' }, 'found record without a hosted model; expected one'],
  ])('is refused in %o', (env, message) => {
    expect(() => replayPart(env, folder)).toThrow(message);
  });
});

describe('the key of a request', () => {
  const model = { provider: 'p', modelId: 'm' };
  const UUID = '00000000-0000-4000-8000-00000000000';
  const asked = (fence: string, text: string, more: Partial<Params> = {}): Params => ({
    prompt: [
      { role: 'system', content: `The item stands between ${fence}.` },
      { role: 'user', content: [{ type: 'text', text: `${fence}\n${text}\n${fence}` }] },
    ],
    ...more,
  });
  const base = keyOf(model, asked(`item-${UUID}1`, 'hello'));

  it('is the same whatever the fence, the headers and the signal are, and in any order of fields', () => {
    const { signal } = new AbortController();
    const headers = { authorization: SECRET };
    expect(keyOf(model, asked(`item-${UUID}2`, 'hello', { headers, abortSignal: signal }))).toBe(base);
    const one = keyOf(model, { ...asked('f', 't'), providerOptions: { a: { x: 1, y: 2 } } });
    expect(keyOf(model, { providerOptions: { a: { y: 2, x: 1 } }, ...asked('f', 't') })).toBe(one);
  });

  it.each<[string, Params]>([
    ['another text', asked(`item-${UUID}1`, 'hello!')],
    ['another limit', asked(`item-${UUID}1`, 'hello', { maxOutputTokens: 10 })],
    ['another temperature', asked(`item-${UUID}1`, 'hello', { temperature: 1 })],
  ])('is another one with %s', (_, params) => {
    expect(keyOf(model, params)).not.toBe(base);
  });

  it('is another one for another model or provider', () => {
    const params = asked(`item-${UUID}1`, 'hello');
    expect(keyOf({ ...model, modelId: 'n' }, params)).not.toBe(base);
    expect(keyOf({ ...model, provider: 'q' }, params)).not.toBe(base);
  });

  it('tells items apart that differ in something which looks like a fence', () => {
    const [one, two] = [1, 2].map((i) => keyOf(model, asked(`item-${UUID}9`, `order item-${UUID}${i}`)));
    expect(one).not.toBe(two);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  cutOff,
  failing,
  notJson,
  type OpenaiServer,
  openaiServer,
  saying,
  silent,
  type WireReply,
} from '../proofs/openai-server.ts';
import { scriptedModel, TEST_RUN, testWorkflow } from '../proofs/test-run.ts';
import { hostedModel } from '../src/model/hosted.ts';
import type { Model } from '../src/model/model.ts';
import { languageModel } from '../src/model/select.ts';
import type { Part } from '../src/part.ts';
import { deadLetters } from '../src/resilience/dead-letters.ts';
import { BadStatus, type Failure, failureOf, failureOfStatus } from '../src/resilience/failure.ts';
import { resiliencePart } from '../src/resilience/part.ts';
import { retryBudget, SETTINGS, type Settings, waitMs } from '../src/resilience/policy.ts';
import type { Run, RunKind } from '../src/run.ts';
import { Stopped } from '../src/workflow.ts';
import { ANSWER, ITEM } from './made-up.ts';

const QUICK: Settings = {
  ...SETTINGS,
  timeoutMs: 500,
  backoff: { transientMs: 2, throttledMs: 2, capMs: 4, hintMs: 5 },
};
const GOOD = saying({ answer: ANSWER, confidence: 1 });

let server: OpenaiServer;
let model: Model;
let folder: string;
beforeEach(async () => {
  server = await openaiServer();
  const wire = await languageModel('compatible/wire', { POC_MODEL_URL: server.url });
  model = hostedModel({ id: 'test/wire', model: wire });
  folder = mkdtempSync(join(tmpdir(), 'resilience-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const env = () => ({ POC_STATE: folder });
const letters = () => deadLetters(env()).list();

function wired(settings: Partial<Settings> = {}, kind: RunKind = 'live') {
  const runs: Run[] = [];
  const log: Part = { name: 'log', after: (run) => void runs.push(run) };
  const handle = testWorkflow(model, [resiliencePart(env(), { ...QUICK, ...settings }), log]);
  return { runs, ask: () => handle(ITEM, { ...TEST_RUN, kind }) };
}

const transient: Failure = { class: 'retryable', what: 'HTTP 503', throttled: false, afterMs: null };
const throttling: Failure = { ...transient, throttled: true };

describe('a failure', () => {
  it.each([
    [401, '', 'auth'],
    [403, '', 'auth'],
    [402, '', 'quota_exhausted'],
    [429, '{"error":{"code":"insufficient_quota"}}', 'quota_exhausted'],
    [429, '{"error":{"code":"rate_limit_exceeded"}}', 'retryable'],
    [529, '', 'retryable'],
    [408, '', 'retryable'],
    [503, '', 'retryable'],
    [500, '', 'unknown_outcome'],
    [504, '', 'unknown_outcome'],
    [400, '', 'permanent'],
    [404, '', 'permanent'],
    [200, '', 'permanent'],
  ])('with the status %i and %j is %s', (status, body, name) => {
    expect(failureOfStatus(status, new Headers(), body).class).toBe(name);
  });

  const coded = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: { code } });
  const nested = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('socket'), { code }) });
  it.each([
    [nested('ECONNREFUSED'), 'retryable', 'ECONNREFUSED'],
    [nested('UND_ERR_CONNECT_TIMEOUT'), 'retryable', 'UND_ERR_CONNECT_TIMEOUT'],
    [nested('ECONNRESET'), 'unknown_outcome', 'ECONNRESET'],
    [nested('UND_ERR_HEADERS_TIMEOUT'), 'unknown_outcome', 'UND_ERR_HEADERS_TIMEOUT'],
    [nested('ENOENT'), 'permanent', 'TypeError'],
    [new DOMException('aborted', 'TimeoutError'), 'unknown_outcome', 'timeout'],
    [new BadStatus(new Response(null, { status: 503 })), 'retryable', 'HTTP 503'],
    [coded('ECONNRESET'), 'permanent', 'TypeError'],
    [new RangeError('a mistake of ours'), 'permanent', 'RangeError'],
    ['thrown text', 'permanent', 'string'],
  ])('that is %s is %s, by %s', (error, name, what) => {
    expect(failureOf(error)).toMatchObject({ class: name, what });
  });

  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '7', 'retry-after-ms': '20' }, 20],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('asks with %j to wait %s ms', (headers, ms) => {
    expect(failureOfStatus(429, new Headers(headers)).afterMs).toBe(ms);
  });
});

describe('a wait', () => {
  const { backoff } = SETTINGS;
  it.each([
    ['doubles', transient, 1, 50],
    ['doubles', transient, 2, 100],
    ['is longer where less is asked for', throttling, 1, 1_000],
    ['ends at the cap', throttling, 9, 20_000],
    ['is as long as asked for', { ...transient, afterMs: 3_000 }, 1, 3_000],
    ['is at most five seconds longer', { ...transient, afterMs: 3_600_000 }, 1, 5_050],
    ['is never shorter than its own', { ...throttling, afterMs: 10 }, 1, 1_000],
  ])('%s: %o, retry %i, at most %i ms', (_, failure, retry, ms) => {
    expect(waitMs(failure, retry, backoff, () => 1)).toBe(ms);
  });

  it('is anything from nothing to that', () => {
    expect(waitMs(throttling, 2, backoff, () => 0)).toBe(0);
    expect(waitMs(throttling, 2, backoff, () => 0.25)).toBe(500);
  });
});

describe('the retry budget', () => {
  it('pays 35 transient retries, and no more until one was worth it', () => {
    const budget = retryBudget(SETTINGS.budget);
    const paid = Array.from({ length: 36 }, () => budget.take(transient));
    expect(paid.filter((cost) => cost === 14)).toHaveLength(35);
    expect(paid.at(-1)).toBeNull();
    budget.refund(14);
    expect(budget.take(transient)).toBe(14);
  });

  it('pays 100 throttled ones, gets one token back for a call without a retry, and is never over its size', () => {
    const budget = retryBudget(SETTINGS.budget);
    budget.refund(14);
    const paid = Array.from({ length: 101 }, () => budget.take(throttling));
    expect(paid.filter((cost) => cost === 5)).toHaveLength(100);
    for (let i = 0; i < 4; i += 1) budget.refund(null);
    expect(budget.take(throttling)).toBeNull();
    budget.refund(null);
    expect(budget.take(throttling)).toBe(5);
  });
});

describe('a run', () => {
  it.each<[string, WireReply]>([
    ['429', failing(429)],
    ['503', failing(503)],
    ['500', failing(500)],
    ['answers cut off in the middle', cutOff('x'.repeat(100))],
    ['no answer', silent],
  ])('gets its answer after two times %s', async (_, fault) => {
    server.replies(fault, fault, GOOD);
    const { ask, runs } = wired();
    expect(await ask()).toMatchObject({ outcome: 'answered' });
    expect(server.asked).toHaveLength(3);
    expect(runs[0]?.calls.map(({ error }) => error === null)).toEqual([false, false, true]);
    expect(letters()).toEqual([]);
  });

  it('is given up after three calls, and the person is told', async () => {
    server.replies(failing(503));
    expect(await wired().ask()).toMatchObject({
      outcome: 'needs_person',
      doubt: 'model_failed',
      reason:
        'the model did not answer: asked 3 times, last HTTP 503 (retryable); kept as a dead letter, to be tried again',
    });
    expect(server.asked).toHaveLength(3);
    expect(letters()).toMatchObject([
      { status: 'open', kind: 'item', case_ref: 'test', adapter: 'test/wire' },
    ]);
  });

  it.each<[string, WireReply]>([
    ['the key is refused', failing(401)],
    ['the quota is used up', failing(429, { code: 'insufficient_quota' })],
    ['the question is wrong', failing(400)],
    ['the answer is no JSON', notJson],
  ])('asks only once when %s', async (_, fault) => {
    server.replies(fault);
    expect(await wired().ask()).toMatchObject({ doubt: 'model_failed' });
    expect(server.asked).toHaveLength(1);
    expect(letters()[0]?.attempts).toHaveLength(1);
  });

  it.each([failing(503), silent])(
    'has every call of it on record, also one that ran out of time',
    async (fault) => {
      server.replies(fault);
      const { ask, runs } = wired({ timeoutMs: 100 });
      await ask();
      expect(runs[0]?.calls).toHaveLength(3);
    },
  );

  it('says when nobody listens at the other side', async () => {
    const { ask } = wired();
    await server.close();
    await ask();
    expect(letters()[0]?.attempts).toMatchObject(Array(3).fill({ class: 'retryable', what: 'ECONNREFUSED' }));
  });

  it('waits as long as it is asked to', async () => {
    server.replies(failing(429, { retryAfter: 0.08 }), GOOD);
    const started = performance.now();
    await wired({ backoff: { ...QUICK.backoff, hintMs: 1_000 } }).ask();
    expect(performance.now() - started).toBeGreaterThanOrEqual(79);
  });

  it('does not retry what the budget cannot pay', async () => {
    server.replies(failing(503));
    const { ask } = wired({ budget: { size: 20, transientCost: 14, throttledCost: 5 } });
    await ask();
    expect(server.asked).toHaveLength(2);
    await ask();
    expect(server.asked).toHaveLength(3);
  });

  it('pays for retries only, not for the failure that ends it', async () => {
    server.replies(failing(503));
    const { ask } = wired({ budget: { size: 42, transientCost: 14, throttledCost: 5 } });
    await ask();
    await ask();
    expect(server.asked).toHaveLength(5);
  });

  it('gets back what a retry cost that was worth it', async () => {
    const { ask } = wired({ budget: { size: 14, transientCost: 14, throttledCost: 5 } });
    for (let i = 0; i < 3; i += 1) {
      server.replies(failing(503), GOOD);
      expect(await ask()).toMatchObject({ outcome: 'answered' });
    }
  });

  it('has one call left for an answer that broke the contract, and no retry beyond three in all', async () => {
    const broken = saying({ answer: 'broken', confidence: 1 });
    server.replies(failing(503), failing(503), broken, failing(503));
    expect(await wired().ask()).toMatchObject({ doubt: 'model_failed' });
    expect(server.asked).toHaveLength(4);
  });

  it('leaves a model behind that does not listen', async () => {
    const deaf = scriptedModel(() => new Promise(() => {}));
    const handle = testWorkflow(deaf, [resiliencePart(env(), { ...QUICK, timeoutMs: 50, attempts: 2 })]);
    expect(await handle(ITEM, TEST_RUN)).toMatchObject({
      reason: 'the model did not answer: asked 2 times, last timeout (unknown_outcome)',
    });
  });

  it.each(['eval', 'load', 'test'] as const)(
    'of the kind %s is retried, and leaves no dead letter',
    async (kind) => {
      server.replies(failing(503));
      await wired({}, kind).ask();
      expect(server.asked).toHaveLength(3);
      expect(letters()).toEqual([]);
    },
  );

  it('that another part stopped ends as that part says', async () => {
    const outcome = { outcome: 'refused', refusal: { class: 'not_allowed', reason: 'no' } } as const;
    const model = scriptedModel(() => {
      throw new Stopped(outcome);
    });
    expect(await testWorkflow(model, [resiliencePart(env(), QUICK)])(ITEM, TEST_RUN)).toEqual(outcome);
  });

  it.each([
    ['during the call', 0, '30'],
    ['during the wait', 10, '0.05'],
  ])('that nobody waits for any more (%s) makes no further call', async (_, afterMs, retryAfter) => {
    const caller = new AbortController();
    const deadline: Part = {
      name: 'deadline',
      model: (inner) => ({
        ...inner,
        ask: (item, context) => inner.ask(item, { ...context, signal: caller.signal }),
      }),
    };
    let asked = 0;
    const model = scriptedModel(() => {
      asked += 1;
      setTimeout(() => caller.abort(new RangeError('too late')), afterMs);
      if (afterMs === 0) caller.abort(new RangeError('too late'));
      throw new BadStatus(new Response(null, { status: 503, headers: { 'retry-after': retryAfter } }));
    });
    const patient = { ...QUICK, backoff: { ...QUICK.backoff, hintMs: 60_000 } };
    const handle = testWorkflow(model, [deadline, resiliencePart(env(), patient)]);
    const outcome = await handle(ITEM, { ...TEST_RUN, kind: 'live' });
    expect(outcome).toMatchObject({ reason: expect.stringMatching(/: (BadStatus|RangeError)$/) });
    expect([asked, letters()]).toEqual([1, []]);
  });
});

describe('the circuit breaker', () => {
  const breaker = { failures: 3, halfOpenMs: 1_000 };

  it('opens after as many failures in a row, and then nothing is called: a person is told at once', async () => {
    server.replies(failing(503));
    const { ask } = wired({ breaker: { ...breaker, halfOpenMs: 60_000 } });
    await ask();
    expect(await ask()).toMatchObject({
      reason: expect.stringContaining(
        'not asked, last circuit breaker open (not_called); kept as a dead letter',
      ),
    });
    expect(server.asked).toHaveLength(3);
  });

  it('lets one call through to see, and closes when it is answered', async () => {
    server.replies(failing(503), failing(503), failing(503), GOOD);
    const { ask } = wired({ breaker });
    await ask();
    await new Promise((done) => setTimeout(done, 1_010));
    expect(await ask()).toMatchObject({ outcome: 'answered' });
    expect(await ask()).toMatchObject({ outcome: 'answered' });
    expect(server.asked).toHaveLength(5);
  });

  it('stays closed below that, and what is permanent does not count', async () => {
    server.replies(failing(400), failing(400), failing(400), failing(503), failing(503), GOOD);
    const { ask } = wired({ breaker });
    for (let i = 0; i < 3; i += 1) await ask();
    expect(await ask()).toMatchObject({ outcome: 'answered' });
  });
});

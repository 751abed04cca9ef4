import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { hostedModel } from '../../src/model/hosted.ts';
import type { Env } from '../../src/part.ts';
import { deadLetters } from '../../src/resilience/dead-letters.ts';
import { resiliencePart } from '../../src/resilience/part.ts';
import { SETTINGS } from '../../src/resilience/policy.ts';
import { type Write, writerTo } from '../../src/resilience/write.ts';
import { GOOD_OUTPUT, ITEM } from '../bad-outputs.ts';
import { namedTest, writeProof } from '../harness.ts';
import { failing, openaiServer, saying, silent, type WireReply } from '../openai-server.ts';
import { type Mood, type RecordServer, recordServer } from '../record-server.ts';
import { scriptedModel, TEST_RUN, testWorkflow } from '../test-run.ts';

type Fault =
  | 'model_429'
  | 'model_5xx'
  | 'model_timeout'
  | 'sor_timeout'
  | 'partial_write'
  | 'duplicate_delivery';
type End = 'completed' | 'dead_letter' | 'needs_person' | 'lost' | 'duplicated';
type Seen = { raised: number; attempts: number; final_state: End; user_told: boolean };

const MOST_ATTEMPTS = 3;
const LIVE = { ...TEST_RUN, kind: 'live' } as const;
/** As in use, but a model or system that never answers is waited for less long. */
const PATIENCE_MS = 200;
const NOTHING_SEEN: Seen = { raised: 0, attempts: 0, final_state: 'lost', user_told: false };

/** One rule for every fault: few calls, nothing lost or doubled, and whoever waits is told when it is not done. */
async function tried(id: string, fault: Fault | null, expected: End, work: (env: Env) => Promise<Seen>) {
  const test = await namedTest(id, NOTHING_SEEN, async () => {
    const env = { POC_STATE: mkdtempSync(join(tmpdir(), 'dependency-failure-')) };
    try {
      const seen = await work(env);
      const told = seen.final_state === 'completed' || seen.user_told;
      const passed = seen.final_state === expected && told && seen.attempts <= MOST_ATTEMPTS;
      return { passed, ...seen };
    } finally {
      rmSync(env.POC_STATE, { recursive: true });
    }
  });
  return { ...test, fault };
}

const isOpen = (env: Env): boolean =>
  deadLetters(env)
    .list()
    .letters.some(({ status }) => status === 'open');

/** Asks a real model seam over the wire, with these faults first and a good answer after them. */
async function asked(env: Env, faults: readonly WireReply[]): Promise<Seen> {
  const answer = { answer: GOOD_OUTPUT.answer, confidence: 1 };
  let raised = 0;
  const counted = faults.map(
    (fault): WireReply =>
      (response, question) => {
        raised += 1;
        return fault(response, question);
      },
  );
  const server = await openaiServer(...counted, saying(answer));
  const provider = createOpenAICompatible({
    name: 'loopback',
    baseURL: server.url,
    supportsStructuredOutputs: true,
  });
  const model = provider('loopback');
  const part = resiliencePart(env, { ...SETTINGS, timeoutMs: PATIENCE_MS });
  const handle = testWorkflow(hostedModel({ id: 'test/loopback', model }), [part]);
  const outcome = await handle(ITEM, LIVE);
  await server.close();
  const attempts = server.asked.length;
  const undone = outcome.outcome === 'needs_person';
  const end = isOpen(env) ? 'dead_letter' : undone ? 'needs_person' : 'completed';
  const user_told = undone && outcome.reason !== '';
  return { raised, attempts, final_state: end, user_told };
}

type Delivery = {
  mood: Mood;
  deliveries: number;
  knowsKeys: boolean;
  writer: (server: RecordServer) => Write;
};

/** Runs the workflow, and delivers what it decided to a real system over HTTP. */
async function written({ mood, deliveries, knowsKeys, writer }: Delivery, env: Env): Promise<Seen> {
  const server = await recordServer({ knowsKeys });
  let calls = 0;
  const handle = testWorkflow(
    scriptedModel(() => {
      calls += 1;
      return GOOD_OUTPUT;
    }),
    [resiliencePart(env)],
  );
  const outcome = await handle(ITEM, LIVE);
  if (outcome.outcome !== 'answered')
    throw new Error(`expected an answer to write, found ${outcome.outcome}`);
  server.mood(mood);
  const fields = { state: 'answered', answer: JSON.stringify(outcome.answer) };
  const change = { object: 'cases', recordId: LIVE.caseRef, fields, decision: 'run-1' };
  const write = writer(server);
  let last = await write(change, LIVE);
  let repeated = 0;
  for (; repeated < deliveries - 1; repeated += 1) last = await write(change, LIVE);
  await server.close();
  const { requests, effects, raised } = server.seen;
  const single = effects <= 1 ? 'completed' : 'duplicated';
  const undone = isOpen(env) ? 'dead_letter' : 'lost';
  return {
    raised: mood === 'well' ? repeated : raised,
    attempts: calls + requests,
    final_state: last.status === 'done' ? single : undone,
    user_told: last.status === 'needs_person' && last.reason !== '',
  };
}

const delivered =
  (mood: Mood, deliveries = 1) =>
  (env: Env) =>
    written(
      { mood, deliveries, knowsKeys: false, writer: ({ system }) => writerTo(system, env, PATIENCE_MS) },
      env,
    );

/** What a writer without care does: it takes a time limit for a no, and writes again. */
const careless =
  ({ system }: RecordServer): Write =>
  async (change) => {
    for (const key of ['first', 'second'])
      await system.write(change, key, AbortSignal.timeout(PATIENCE_MS)).catch(() => {});
    return { status: 'done' };
  };

const noQuota = failing(429, { code: 'insufficient_quota' });
const wait = failing(429, { retryAfter: 1 });
const down = failing(500);
writeProof({
  tests: [
    await tried('429 twice, then an answer', 'model_429', 'completed', (env) => asked(env, [wait, wait])),
    await tried('429 for good', 'model_429', 'dead_letter', (env) => asked(env, [wait, wait, wait, wait])),
    await tried('429 because the quota is used up', 'model_429', 'dead_letter', (env) =>
      asked(env, [noQuota]),
    ),
    await tried('500 twice, then an answer', 'model_5xx', 'completed', (env) => asked(env, [down, down])),
    await tried('500 for good', 'model_5xx', 'dead_letter', (env) => asked(env, [down, down, down, down])),
    await tried('no answer once', 'model_timeout', 'completed', (env) => asked(env, [silent])),
    await tried('no answer at all', 'model_timeout', 'dead_letter', (env) =>
      asked(env, [silent, silent, silent, silent]),
    ),
    await tried('written, but no answer', 'sor_timeout', 'completed', delivered('written_then_silent')),
    await tried('not written, and no answer', 'sor_timeout', 'dead_letter', delivered('silent')),
    await tried('half written', 'partial_write', 'dead_letter', delivered('half')),
    await tried('delivered twice', 'duplicate_delivery', 'completed', delivered('well', 2)),
    // Were a second write of the same decision not noticed, nothing would be.
    await tried('canary', null, 'completed', (env) =>
      written({ mood: 'written_then_silent', deliveries: 1, knowsKeys: false, writer: careless }, env),
    ),
  ],
});

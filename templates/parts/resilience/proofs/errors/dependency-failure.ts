import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostedModel } from '../../src/model/hosted.ts';
import { languageModel } from '../../src/model/select.ts';
import type { Env } from '../../src/part.ts';
import { deadLetters } from '../../src/resilience/dead-letters.ts';
import { resiliencePart } from '../../src/resilience/part.ts';
import { SETTINGS } from '../../src/resilience/policy.ts';
import { type System, type Write, writerTo } from '../../src/resilience/write.ts';
import { GOOD_OUTPUT, ITEM } from '../bad-outputs.ts';
import { namedTest, writeProof } from '../harness.ts';
import { failing, openaiServer, saying, silent, type WireReply } from '../openai-server.ts';
import { type Mood, recordServer } from '../record-server.ts';
import { TEST_RUN, testWorkflow } from '../test-run.ts';

type Seen = { raised: number; attempts: number; final_state: string; user_told: boolean };

const MOST_ATTEMPTS = 3;
const LIVE = { ...TEST_RUN, kind: 'live' } as const;
/** As in use, but a model or system that never answers is waited for less long. */
const PATIENCE_MS = 500;
const NOTHING_SEEN: Seen = { raised: 0, attempts: 0, final_state: 'lost', user_told: false };

/** One rule for every fault: few calls, nothing lost or doubled, and whoever waits is told when it is not done. */
async function tried(id: string, fault: string | null, expected: string, work: (env: Env) => Promise<Seen>) {
  const test = await namedTest(id, NOTHING_SEEN, async () => {
    const env = { POC_STATE: mkdtempSync(join(tmpdir(), 'dependency-failure-')) };
    try {
      const seen = await work(env);
      const told = seen.final_state === 'completed' || seen.user_told;
      return { passed: seen.final_state === expected && told && seen.attempts <= MOST_ATTEMPTS, ...seen };
    } finally {
      rmSync(env.POC_STATE, { recursive: true });
    }
  });
  return { ...test, fault };
}

const isOpen = (env: Env): boolean => deadLetters(env).list()[0]?.status === 'open';

/** Asks a real model seam over the wire, with these faults first and a good answer after them. */
async function ask(env: Env, faults: readonly WireReply[]) {
  let raised = 0;
  const counted = faults.map(
    (fault): WireReply =>
      (...request) => {
        raised += 1;
        return fault(...request);
      },
  );
  const server = await openaiServer(...counted, saying({ answer: GOOD_OUTPUT.answer, confidence: 1 }));
  const model = await languageModel('compatible/loopback', { POC_MODEL_URL: server.url });
  const part = resiliencePart(env, { ...SETTINGS, timeoutMs: PATIENCE_MS });
  const outcome = await testWorkflow(hostedModel({ id: 'test/loopback', model }), [part])(ITEM, LIVE);
  await server.close();
  return { outcome, raised, attempts: server.asked.length };
}

const asked =
  (...faults: readonly WireReply[]) =>
  async (env: Env): Promise<Seen> => {
    const { outcome, ...seen } = await ask(env, faults);
    const undone = outcome.outcome === 'needs_person';
    const final_state = isOpen(env) ? 'dead_letter' : undone ? 'needs_person' : 'completed';
    return { ...seen, final_state, user_told: undone && outcome.reason !== '' };
  };

const careful = (system: System, env: Env): Write => writerTo(system, env, PATIENCE_MS);

/** What a writer without care does: it takes a time limit for a no, and writes again. */
const careless =
  (system: System): Write =>
  async (change) => {
    for (const key of ['first', 'second'])
      await system.write(change, key, AbortSignal.timeout(PATIENCE_MS)).catch(() => {});
    return { status: 'done' };
  };

/** Runs the workflow, and delivers what it decided to a real system over HTTP, so often. */
const written =
  (mood: Mood, deliveries = 1, writer = careful) =>
  async (env: Env): Promise<Seen> => {
    const { outcome, attempts } = await ask(env, []);
    if (outcome.outcome !== 'answered')
      throw new Error(`expected an answer to write, found ${outcome.outcome}`);
    const fields = { state: 'answered', answer: JSON.stringify(outcome.answer) };
    const change = { object: 'cases', recordId: LIVE.caseRef, fields, decision: 'run-1' };
    const server = await recordServer();
    server.mood(mood);
    const write = writer(server.system, env);
    let last = await write(change, LIVE);
    let repeated = 0;
    for (; repeated < deliveries - 1; repeated += 1) last = await write(change, LIVE);
    await server.close();
    const { requests, effects, raised } = server.seen;
    const undone = isOpen(env) ? 'dead_letter' : 'lost';
    return {
      raised: mood === 'well' ? repeated : raised,
      attempts: attempts + requests,
      final_state: effects > 1 ? 'duplicated' : last.status === 'done' ? 'completed' : undone,
      user_told: last.status === 'needs_person' && last.reason !== '',
    };
  };

const noQuota = failing(429, { code: 'insufficient_quota' });
const wait = failing(429, { retryAfter: 1 });
const down = failing(500);
writeProof({
  tests: [
    await tried('429 twice, then an answer', 'model_429', 'completed', asked(wait, wait)),
    await tried('429 for good', 'model_429', 'dead_letter', asked(wait, wait, wait, wait)),
    await tried('429 because the quota is used up', 'model_429', 'dead_letter', asked(noQuota)),
    await tried('500 twice, then an answer', 'model_5xx', 'completed', asked(down, down)),
    await tried('500 for good', 'model_5xx', 'dead_letter', asked(down, down, down, down)),
    await tried('no answer once', 'model_timeout', 'completed', asked(silent)),
    await tried('no answer at all', 'model_timeout', 'dead_letter', asked(silent, silent, silent, silent)),
    await tried('written, but no answer', 'sor_timeout', 'completed', written('written_then_silent')),
    await tried('not written, and no answer', 'sor_timeout', 'dead_letter', written('silent')),
    await tried('half written', 'partial_write', 'dead_letter', written('half')),
    await tried('delivered twice', 'duplicate_delivery', 'completed', written('well', 2)),
    // Were a second write of the same decision not noticed, nothing would be.
    await tried('canary', null, 'completed', written('written_then_silent', 1, careless)),
  ],
});

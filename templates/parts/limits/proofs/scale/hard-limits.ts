import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PriceList } from '../../src/cost/price.ts';
import { type Limits, limited } from '../../src/limits/part.ts';
import { hostedModel } from '../../src/model/hosted.ts';
import { languageModel } from '../../src/model/select.ts';
import type { Env, Part } from '../../src/part.ts';
import { GOOD_OUTPUT, ITEM } from '../bad-outputs.ts';
import { namedTest, writeProof } from '../harness.ts';
import { openaiServer, type WireReply } from '../openai-server.ts';
import { scriptedModel, TEST_RUN, testWorkflow } from '../test-run.ts';

type LimitName = Exclude<keyof Limits, 'version'>;
type Make = (env: Env, limits: Limits) => Part[];

/** High enough to stop nothing; each test sets one of them low. */
const WIDE: Limits = {
  version: 1,
  max_output_tokens: 1_000_000,
  max_steps: 1000,
  wall_timeout_s: 60,
  cases_per_user_per_day: 1000,
  monthly_spend: 1_000_000,
};

/** A token of an answer costs 1. */
const PRICES: PriceList = {
  version: 1,
  as_of: '2026-01-01',
  source: 'made up for this test',
  currency: 'EUR',
  models: { 'compatible/wire': { input: 0, output: 1_000_000 } },
  infrastructure_per_month: 0,
  review_per_case: 0,
  monthly_budget: null,
};

const withLimits: Make = (env, limits) => [limited(env, limits, PRICES)];

/** What a trip asks for, and where it says that it was stopped. */
type Trip = {
  limit: LimitName;
  setTo: number;
  askFor: number;
  stoppedAt: (trying: Trying) => Promise<number>;
};
type Trying = { env: Env; parts: Part[]; askFor: number };

/** Runs one trip with these parts. It has passed where it got as far as the limit and not beyond. */
async function tripped(id: string, { limit, setTo, askFor, stoppedAt }: Trip, make: Make = withLimits) {
  const test = await namedTest(id, { stopped_at: 0 }, async () => {
    const env = { POC_STATE: mkdtempSync(join(tmpdir(), 'hard-limits-')) };
    try {
      const parts = make(env, { ...WIDE, [limit]: setTo });
      const stopped = await stoppedAt({ env, parts, askFor });
      const most = limit === 'wall_timeout_s' ? setTo * 1.1 : setTo;
      return { passed: stopped > 0 && stopped <= most, stopped_at: stopped };
    } finally {
      rmSync(env.POC_STATE, { recursive: true });
    }
  });
  return { ...test, limit: id === 'canary' ? null : limit, set_to: setTo, asked_for: askFor };
}

/** A provider that writes on until it may not. */
const talkative =
  (tokens: number): WireReply =>
  (response, { model, max_tokens: most }) => {
    const completion_tokens = Math.min(tokens, most ?? tokens);
    const message = { role: 'assistant', content: 'on and on '.repeat(completion_tokens) };
    const choices = [{ index: 0, message, finish_reason: 'length' }];
    const usage = { prompt_tokens: 1, completion_tokens, total_tokens: 1 + completion_tokens };
    const completion = { id: 'loopback', object: 'chat.completion', created: 0, model, choices, usage };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion));
  };

/** Asks over the wire, as a provider is asked, until so many tokens were paid for. @returns how many were */
async function paidOverTheWire({ parts, askFor }: Trying, each: number): Promise<number> {
  const server = await openaiServer(talkative(each));
  try {
    const model = await languageModel('compatible/wire', { POC_MODEL_URL: server.url });
    const bare = { ...hostedModel({ id: 'compatible/wire', model }), repairs: false };
    let paid = 0;
    const hears: Part = {
      name: 'hears',
      after({ calls }) {
        for (const { outputTokens } of calls) paid += outputTokens ?? 0;
      },
    };
    const handle = testWorkflow(bare, [...parts, hears]);
    for (let asked = 0; asked < askFor; asked += each) await handle(ITEM, TEST_RUN);
    return paid;
  } finally {
    await server.close();
  }
}

const TOKENS: Trip = {
  limit: 'max_output_tokens',
  setTo: 20,
  askFor: 500,
  stoppedAt: (trying) => paidOverTheWire(trying, trying.askFor),
};

const MONEY: Trip = {
  limit: 'monthly_spend',
  setTo: 30,
  askFor: 80,
  stoppedAt: (trying) => paidOverTheWire(trying, 10),
};

const STEPS: Trip = {
  limit: 'max_steps',
  setTo: 3,
  askFor: 12,
  async stoppedAt({ parts, askFor }) {
    let steps = 0;
    // As an agent that never finds an end: it asks within one run, again and again.
    const loop: Part = {
      name: 'loop',
      model: (inner) => ({
        ...inner,
        async ask(item, context) {
          for (let asked = 1; asked < askFor; asked += 1) await inner.ask(item, context);
          return inner.ask(item, context);
        },
      }),
    };
    const model = scriptedModel(() => {
      steps += 1;
      return GOOD_OUTPUT;
    });
    await testWorkflow(model, [...parts, loop])(ITEM, TEST_RUN);
    return steps;
  },
};

const SECONDS: Trip = {
  limit: 'wall_timeout_s',
  setTo: 1,
  askFor: 5,
  async stoppedAt({ parts, askFor }) {
    let timer: NodeJS.Timeout | undefined;
    // It does not listen to the signal.
    const model = scriptedModel(
      () =>
        new Promise((say) => {
          timer = setTimeout(() => say(GOOD_OUTPUT), askFor * 1000);
        }),
    );
    const started = performance.now();
    await testWorkflow(model, parts)(ITEM, TEST_RUN);
    clearTimeout(timer);
    return (performance.now() - started) / 1000;
  },
};

const CASES: Trip = {
  limit: 'cases_per_user_per_day',
  setTo: 5,
  askFor: 9,
  async stoppedAt({ parts, askFor }) {
    const about = { ...TEST_RUN, kind: 'live' as const };
    let answered = 0;
    const model = scriptedModel(() => {
      answered += 1;
      return GOOD_OUTPUT;
    });
    const handle = testWorkflow(model, parts);
    for (let asked = 0; asked < askFor; asked += 1) await handle(ITEM, about);
    return answered;
  },
};

const tests = [];
for (const trip of [TOKENS, STEPS, SECONDS, CASES, MONEY])
  tests.push(await tripped(`stops at ${trip.limit}`, trip));
// Without the part nothing stops it, so the same test has to fail.
tests.push(await tripped('canary', STEPS, () => []));
writeProof({ tests });

import { execFile } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ALWAYS } from '../src/confidence.ts';
import type { PriceList } from '../src/cost/price.ts';
import { ledger } from '../src/limits/ledger.ts';
import { type Limits, limited } from '../src/limits/part.ts';
import type { Context, Model, Reply } from '../src/model/model.ts';
import { type Outcome, toPerson } from '../src/outcome.ts';
import type { Part } from '../src/part.ts';
import type { About, RunKind } from '../src/run.ts';
import { createWorkflow, Stopped } from '../src/workflow.ts';
import { ITEM, proposal } from './made-up.ts';

let folder: string;
const env = () => ({ POC_STATE: folder });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limits-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const WIDE: Limits = {
  version: 1,
  max_output_tokens: 1000,
  max_steps: 100,
  wall_timeout_s: 60,
  cases_per_user_per_day: 100,
  monthly_spend: 1000,
};
const DAY = new Date('2026-11-27T23:59:59.999Z');
const NEXT_DAY = new Date('2026-11-28T00:00:00.000Z');

/** A token in costs 1, and one out 2. */
const PRICES: PriceList = {
  version: 1,
  as_of: '2026-01-01',
  source: 'made up for this test',
  currency: 'EUR',
  models: { 'compatible/m': { input: 1_000_000, output: 2_000_000 } },
  infrastructure_per_month: 0,
  review_per_case: 0,
  monthly_budget: null,
};

type Asking = { kind?: RunKind; user?: string; now?: Date };
type Around = { limits?: Partial<Limits>; prices?: PriceList; parts?: Part[] };

/** The real workflow, with limits around a model that says what it is told to. */
function workflow(model: Model, { limits = {}, prices = PRICES, parts = [] }: Around = {}) {
  let clock = DAY;
  const part = limited(env(), { ...WIDE, ...limits }, prices, () => clock);
  const versions = { workflow: 'w', prompt: 'p', policy: 'q' };
  const handle = createWorkflow({ model, confidence: ALWAYS, parts: [part, ...parts], versions });
  return ({ kind = 'live', user = 'user-1', now = DAY }: Asking = {}): Promise<Outcome> => {
    clock = now;
    const about: About = { caseRef: 'case-1', user, role: 'operator', kind };
    return handle(ITEM, about);
  };
}

const said = (over: Partial<Reply> = {}): Reply => ({
  said: proposal(),
  inputTokens: 1,
  outputTokens: 1,
  responseModel: null,
  responseId: null,
  ...over,
});
const modelThat = (
  reply: (context: Context) => Reply | Promise<Reply>,
  more: Partial<Model> = {},
): Model => ({
  id: 'compatible/m',
  repairs: false,
  ask: async (_, context) => reply(context),
  ...more,
});
const free = (more: Partial<Model> = {}) => modelThat(() => said(), { id: 'embedded/m', ...more });
const errorNamed = (name: string) => Object.assign(new Error('no'), { name });

/** Asks so often within one run. */
const loop = (times: number): Part => ({
  name: 'loop',
  model: (inner) => ({
    ...inner,
    async ask(item, context) {
      for (let one = 1; one < times; one += 1) await inner.ask(item, context);
      return inner.ask(item, context);
    },
  }),
});

const over = (outcome: Outcome): string | null =>
  outcome.outcome === 'needs_person' && outcome.doubt === 'over_limit' ? outcome.reason : null;
async function answered(run: () => Promise<Outcome>, times: number): Promise<number> {
  let count = 0;
  for (let one = 0; one < times; one += 1) if ((await run()).outcome === 'answered') count += 1;
  return count;
}

describe('items of a person a day', () => {
  it('stops the one after the last, and says why in words', async () => {
    const run = workflow(free(), { limits: { cases_per_user_per_day: 3 } });
    expect(await answered(run, 3)).toBe(3);
    expect(over(await run())).toBe(
      'a limit is reached: user-1 has started 3 items today (policy/limits.yaml)',
    );
  });

  it.each([
    ['another person', { user: 'user-2' }, true],
    ['the same person, written otherwise', { user: ' User-1 ' }, false],
    ['the next day in UTC', { now: NEXT_DAY }, true],
    ['an eval', { kind: 'eval' as const }, true],
    ['a load test', { kind: 'load' as const }, true],
  ])('lets %s begin (%j): %s', async (_, asking, allowed) => {
    const run = workflow(free(), { limits: { cases_per_user_per_day: 1 } });
    await run();
    expect((await run(asking)).outcome === 'answered').toBe(allowed);
  });

  it('counts no eval, load test or test', async () => {
    const run = workflow(free(), { limits: { cases_per_user_per_day: 1 } });
    for (const kind of ['eval', 'load', 'test'] as const) await run({ kind });
    expect(await answered(run, 1)).toBe(1);
  });

  it('is not forgotten by a restart', async () => {
    const around = { limits: { cases_per_user_per_day: 3 } };
    expect(await answered(workflow(free(), around), 2)).toBe(2);
    expect(await answered(workflow(free(), around), 2)).toBe(1);
  });

  it('does not let its file grow once the limit is reached', async () => {
    const run = workflow(free(), { limits: { cases_per_user_per_day: 1 } });
    await run();
    const before = readFileSync(join(folder, 'limits/cases-2026-11-27.jsonl'), 'utf8');
    await answered(run, 5);
    expect(readFileSync(join(folder, 'limits/cases-2026-11-27.jsonl'), 'utf8')).toBe(before);
  });

  it('lets through exactly as many where several processes ask at once', async () => {
    const child = fileURLToPath(new URL('claims.ts', import.meta.url));
    const go = String(Date.now() + 2000);
    const one = () => promisify(execFile)(process.execPath, ['--import', 'tsx', child, folder, '200', go]);
    const all = await Promise.all([one(), one(), one()]);
    const allowed = all.map(({ stdout }) => Number(stdout));
    expect(allowed.reduce((sum, count) => sum + count)).toBe(200);
  }, 60_000);

  it('goes on after a line that a crash cut off, and says so', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue();
    const run = workflow(free(), { limits: { cases_per_user_per_day: 2 } });
    await run();
    appendFileSync(join(folder, 'limits/cases-2026-11-27.jsonl'), '\n{"id":"x","us');
    expect((await run()).outcome).toBe('answered');
    expect(over(await run())).not.toBeNull();
    expect(told.mock.calls.flat().join()).toMatch(/found a line that was cut off/);
  });

  it('goes on with what it knows when somebody takes its file away', async () => {
    const run = workflow(free(), { limits: { cases_per_user_per_day: 3 } });
    await answered(run, 2);
    rmSync(join(folder, 'limits'), { recursive: true });
    expect((await run()).outcome).toBe('answered');
    expect(over(await run())).not.toBeNull();
  });

  it('waits for the rest of a line that another process is writing', () => {
    const lines = ledger(env(), 'lines', {
      shape: z.string(),
      none: (): string[] => [],
      add: (all, one) => all.push(one),
    });
    const file = join(folder, 'limits/lines-2026.jsonl');
    lines.add('2026', 'a');
    appendFileSync(file, '"b');
    expect(lines.sum('2026')).toEqual(['a']);
    appendFileSync(file, '"\n');
    expect(lines.sum('2026')).toEqual(['a', 'b']);
  });

  it('hands everything to people where nothing can be counted', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue();
    writeFileSync(join(folder, 'limits'), 'a file in the way');
    expect(await workflow(free())()).toMatchObject({ doubt: 'not_recorded' });
    expect(told.mock.calls.flat().join()).toMatch(/expected a folder that can be written/);
  });
});

describe('calls of one run', () => {
  it.each([
    [3, 3, null],
    [4, 3, /3 calls of a model for one item/],
  ])('of %i calls with a limit of 3, %i take place', async (times, calls, reason) => {
    const asked = vi.fn(() => said());
    const around = { limits: { max_steps: 3 }, parts: [loop(times)] };
    const outcome = await workflow(modelThat(asked, { id: 'embedded/m' }), around)();
    expect(asked).toHaveBeenCalledTimes(calls);
    if (reason === null) expect(outcome.outcome).toBe('answered');
    else expect(over(outcome)).toMatch(reason);
  });

  it('counts a repair among them, and begins anew with the next run', async () => {
    const asked = vi.fn(() => said({ said: 'no answer' }));
    const model = modelThat(asked, { id: 'embedded/m', repairs: true });
    const run = workflow(model, { limits: { max_steps: 1 } });
    expect([over(await run()), over(await run())]).toEqual([
      expect.stringMatching(/1 calls/),
      expect.stringMatching(/1 calls/),
    ]);
    expect(asked).toHaveBeenCalledTimes(2);
  });
});

describe('what stands outside', () => {
  const outside = (narrow: (context: Context) => Partial<Context>): Part => ({
    name: 'outside',
    model: (inner) => ({
      ...inner,
      ask: (item, context) => inner.ask(item, { ...context, ...narrow(context) }),
    }),
  });
  const around = (narrow: (context: Context) => Partial<Context>, model: Model) =>
    createWorkflow({
      model,
      confidence: ALWAYS,
      parts: [outside(narrow), limited(env(), WIDE, PRICES)],
      versions: { workflow: 'w', prompt: 'p', policy: 'q' },
    })(ITEM, { caseRef: 'case-1', user: 'user-1', role: 'operator', kind: 'live' });

  it('may forbid a call too', async () => {
    const asked = vi.fn(() => said());
    const forbids = () => {
      throw new Stopped(toPerson('switched_off'));
    };
    expect(await around(() => ({ mayCall: forbids }), modelThat(asked))).toMatchObject({
      doubt: 'switched_off',
    });
    expect(asked).not.toHaveBeenCalled();
  });

  it('may end a call too', async () => {
    const signals: AbortSignal[] = [];
    const model = modelThat(({ signal }) => {
      signals.push(signal);
      return said();
    });
    await around(() => ({ signal: AbortSignal.abort() }), model);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('may allow fewer tokens, and not more', async () => {
    const most: (number | null)[] = [];
    const model = modelThat(({ maxOutputTokens }) => {
      most.push(maxOutputTokens);
      return said();
    });
    await around(() => ({ maxOutputTokens: 5 }), model);
    await around(() => ({ maxOutputTokens: 5000 }), model);
    expect(most).toEqual([5, 1000]);
  });
});

describe('tokens of one answer', () => {
  it('tells the model how many it may use', async () => {
    const most = vi.fn();
    await workflow(
      modelThat((context) => {
        most(context.maxOutputTokens);
        return said();
      }),
      { limits: { max_output_tokens: 7 } },
    )();
    expect(most).toHaveBeenCalledWith(7);
  });

  it.each([
    [7, null],
    [8, 'a limit is reached: 8 tokens of one answer (policy/limits.yaml)'],
  ])('with a limit of 7, an answer of %i that does not care is %s', async (outputTokens, reason) => {
    const run = workflow(
      modelThat(() => said({ outputTokens })),
      { limits: { max_output_tokens: 7 } },
    );
    expect(over(await run())).toBe(reason);
  });
});

describe('seconds of one run', () => {
  const SHORT = { limits: { wall_timeout_s: 0.1 } };
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

  it.each([
    ['listens to the signal', (signal: AbortSignal) => once(signal)],
    ['does not listen', () => pause(20_000)],
    ['blocks the process', async () => block(200)],
  ])('a model that %s is not waited for', async (_, wait) => {
    const started = performance.now();
    const run = workflow(
      modelThat(async ({ signal }) => {
        await wait(signal);
        return said();
      }),
      SHORT,
    );
    expect(over(await run())).toBe('a limit is reached: 0.1 s for one item (policy/limits.yaml)');
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('counts a repair to the same run', async () => {
    const model = modelThat(
      async () => {
        await pause(70);
        return said({ said: 'no answer' });
      },
      { repairs: true },
    );
    expect(over(await workflow(model, SHORT)())).toMatch(/0.1 s/);
  });

  it('may be longer than a timer can be', async () => {
    const model = modelThat(async () => {
      await pause(30);
      return said();
    });
    expect((await workflow(model, { limits: { wall_timeout_s: 1e9 } })()).outcome).toBe('answered');
  });

  it('are told to the model, so that it can stop', async () => {
    const told = vi.fn();
    await workflow(
      modelThat(({ signal }) => {
        signal.addEventListener('abort', told);
        return new Promise(() => {});
      }),
      SHORT,
    )();
    expect(told).toHaveBeenCalledOnce();
  });

  const once = (signal: AbortSignal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(errorNamed('AbortError'))));
  const block = (ms: number) => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  };
});

describe('money of a month', () => {
  const spent = () => {
    const file = join(folder, 'limits/spend-2026-11.jsonl');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line).amount);
  };

  it.each([
    [9, 3],
    [8.9, 2],
    [11.9, 3],
    [12, 4],
  ])('of %d, calls for 3 each are let through %i times', async (monthly_spend, calls) => {
    const run = workflow(
      modelThat(() => said()),
      { limits: { monthly_spend } },
    );
    expect(await answered(run, 6)).toBe(calls);
  });

  it('says how much it has cost, and is not forgotten by a restart', async () => {
    const around = { limits: { monthly_spend: 6 } };
    const model = modelThat(() => said());
    expect(await answered(workflow(model, around), 1)).toBe(1);
    const run = workflow(model, around);
    expect(await answered(run, 1)).toBe(1);
    expect(over(await run())).toBe(
      'a limit is reached: this month has cost 6.00 of 6 EUR (policy/limits.yaml)',
    );
  });

  it('begins anew with the month in UTC', async () => {
    const run = workflow(
      modelThat(() => said()),
      { limits: { monthly_spend: 3 } },
    );
    expect(await answered(run, 2)).toBe(1);
    expect((await run({ now: new Date('2026-12-01T00:00:00Z') })).outcome).toBe('answered');
  });

  it('counts evals too: they are paid for', async () => {
    const run = workflow(
      modelThat(() => said()),
      { limits: { monthly_spend: 3 } },
    );
    await run({ kind: 'eval' });
    expect(over(await run())).toMatch(/3.00 of 3 EUR/);
  });

  it('counts what earlier calls of the same run cost', async () => {
    const asked = vi.fn(() => said());
    await workflow(modelThat(asked), { limits: { monthly_spend: 6 }, parts: [loop(5)] })();
    expect(asked).toHaveBeenCalledTimes(2);
    expect(spent()).toEqual([3, 3]);
  });

  it('keeps room for calls that are under way', async () => {
    let say = () => {};
    const waiting = new Promise<void>((done) => {
      say = done;
    });
    const slow = { wait: false };
    const run = workflow(
      modelThat(async () => {
        if (slow.wait) await waiting;
        return said();
      }),
      { limits: { monthly_spend: 9 } },
    );
    await run();
    slow.wait = true;
    const [first, second] = [run(), run()];
    expect(over(await run())).toMatch(/3.00 of 9/);
    say();
    expect([(await first).outcome, (await second).outcome]).toEqual(['answered', 'answered']);
  });

  it.each([
    ['AI_APICallError', [3]],
    ['AbortError', [3, null]],
    ['TimeoutError', [3, null]],
  ])('after a call that failed with %s, the ledger has %j', async (name, amounts) => {
    let fail = false;
    const run = workflow(
      modelThat(() => {
        if (fail) throw errorNamed(name);
        return said();
      }),
    );
    await run();
    fail = true;
    await run();
    expect(spent()).toEqual(amounts);
  });

  it('counts what nobody counted as dear as the dearest', async () => {
    let fail = false;
    const run = workflow(
      modelThat(() => {
        if (fail) throw errorNamed('TimeoutError');
        return said();
      }),
      { limits: { monthly_spend: 9 } },
    );
    await run();
    fail = true;
    await answered(run, 5);
    expect(spent()).toEqual([3, null, null]);
  });

  it('counts a call that was left behind', async () => {
    const leaves: Part = {
      name: 'leaves',
      model: (inner) => ({
        ...inner,
        async ask(item, context) {
          void inner.ask(item, context);
          return said();
        },
      }),
    };
    const run = workflow(
      modelThat(() => new Promise(() => {})),
      { parts: [leaves] },
    );
    await run();
    expect(spent()).toEqual([null]);
  });

  it.each(['embedded/m', 'recorded/openai/m', 'alternative/rule', 'test/m'])(
    'takes nothing for %s, and writes nothing down',
    async (id) => {
      await workflow(
        modelThat(() => said(), { id }),
        { limits: { monthly_spend: 0.01 } },
      )({ kind: 'eval' });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('does not add up two currencies', async () => {
    const model = modelThat(() => said());
    await workflow(model)();
    const reason = over(await workflow(model, { prices: { ...PRICES, currency: 'CHF' } })());
    expect(reason).toMatch(/this month has cost EUR, and prices are in CHF by now/);
  });
});

describe('a model without a price', () => {
  it.each([
    ['compatible/other', /nobody knows what it costs; expected a price.*Write/],
    ['openai/no-such-model', /nobody knows what it costs/],
    ['anthropic/claude-sonnet-4-5', /in USD only; expected one in EUR.*--per-usd RATE/],
  ])('%s runs for no user and in evals all the same, and says so once', async (id, words) => {
    const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
    const run = workflow(modelThat(() => said(), { id }));
    expect(complain).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(words));
    expect(over(await run())).toMatch(words);
    expect(await run({ kind: 'eval' })).toMatchObject({ outcome: 'answered' });
    expect(complain).toHaveBeenCalledOnce();
  });

  it('is taken where the list of its provider is in the same currency', async () => {
    const prices = { ...PRICES, currency: 'USD' };
    const model = modelThat(() => said(), { id: 'anthropic/claude-sonnet-4-5' });
    expect(await workflow(model, { prices })()).toMatchObject({ outcome: 'answered' });
  });
});

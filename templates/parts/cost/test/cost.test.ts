import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUNDLED, costOf, rateOf } from '../src/cost/price.ts';
import { type PriceList, readPrices } from '../src/cost/price-list.ts';
import { estimate, mean, quantile, sampleOf } from '../src/cost/sample.ts';
import { readTraces, type TracedCall, type TracedRun } from '../src/cost/traces.ts';
import { writePrices } from '../src/cost/write-prices.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cost-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const LIST: PriceList = {
  version: 1,
  as_of: '2026-11-01',
  source: 'made up for this test',
  currency: 'USD',
  models: {},
  infrastructure_per_month: null,
  review_per_case: null,
  monthly_budget: null,
};
const CALL: TracedCall = {
  model: 'anthropic/claude-sonnet-4-5',
  responseModel: null,
  startedAt: new Date('2026-11-27T00:00:00Z'),
  inputTokens: 1000,
  outputTokens: 300,
};
const moneyOf = (call: Partial<TracedCall>, list: Partial<PriceList> = {}) =>
  costOf({ ...CALL, ...call }, { ...LIST, ...list });
const run = (over: Partial<TracedRun> = {}): TracedRun => ({
  id: 'run-1',
  kind: 'live',
  caseRef: 'case-1',
  calls: [CALL],
  ...over,
});

describe('the price of a call', () => {
  it('is that of each by itself: added up first, 1000 short calls would cost as much as one long one', () => {
    const calls = Array.from({ length: 1000 }, () => CALL);
    const { perCase } = sampleOf([run({ calls })], LIST);
    expect(perCase[0]).toBeCloseTo(7.5, 9);
    expect(moneyOf({ inputTokens: 1_000_000, outputTokens: 300_000 }).money).toBeCloseTo(12.75, 9);
  });

  const OWN = { 'anthropic/claude-sonnet-4-5': { input: 1, output: 10 } };
  it.each([
    ['policy/prices.yaml comes before the list of the provider', {}, { models: OWN }, 0.004],
    [
      'what answered comes before what was asked for',
      { responseModel: 'answered' },
      { models: { ...OWN, answered: { input: 2, output: 20 } } },
      0.008,
    ],
    [
      'an answering model that nobody lists has the price of what was asked for',
      { responseModel: 'x' },
      { models: OWN },
      0.004,
    ],
    [
      'an embedded model has a price where people wrote one',
      { model: 'embedded/m' },
      { models: { 'embedded/m': { input: 1, output: 10 } } },
      0.004,
    ],
    ['the name of a model may be one that every object has', { model: 'constructor' }, {}, null],
  ])('%s', (_, call, list, money) => {
    const cost = moneyOf(call, list);
    if (money === null) expect(cost.money).toBeNull();
    else expect(cost.money).toBeCloseTo(money, 12);
  });

  it.each(['embedded/m', 'alternative/rule', 'recorded/openai/gpt-4.1', 'test/m'])(
    'of %s is 0, since nobody takes anything for it',
    (model) => {
      expect(moneyOf({ model, inputTokens: 0, outputTokens: 0 })).toEqual({ money: 0, unknown: null });
    },
  );

  it.each([
    ['no price', { model: 'openai/no-such-model' }, {}],
    ['no price', { model: 'compatible/gpt-4.1' }, {}],
    ['no price', { model: 'gpt-4.1' }, {}],
    ['another currency', {}, { currency: 'EUR' }],
    ['no tokens', { inputTokens: null }, {}],
    ['no tokens', { outputTokens: null }, {}],
    ['no tokens', { inputTokens: 0 }, {}],
  ])('is not known, and not 0: %s (%j %j)', (unknown, call, list) => {
    expect(moneyOf(call, list)).toEqual({ money: null, unknown });
  });

  it('is that of the day of the call', () => {
    const on = (day: string) =>
      rateOf({ ...CALL, model: 'openai/o3', startedAt: new Date(day) }, LIST)?.amount(1_000_000, 0);
    expect([on('2025-06-09'), on('2025-06-11')]).toEqual([10, 2]);
  });

  it('comes from the version that is installed', () => {
    const main = createRequire(import.meta.url).resolve(BUNDLED.package);
    const { version } = JSON.parse(readFileSync(join(dirname(main), '../package.json'), 'utf8'));
    expect(version).toBe(BUNDLED.version);
  });
});

describe('a sample', () => {
  it('adds up the runs of a case, however its name is written, and counts a run without a case by itself', () => {
    const runs = [
      run(),
      run({ caseRef: ' Case-1' }),
      run({ id: 'a', caseRef: null }),
      run({ id: 'b', caseRef: null }),
    ];
    expect(sampleOf(runs, LIST).perCase.map((one) => Number(one.toFixed(4)))).toEqual([
      0.015, 0.0075, 0.0075,
    ]);
  });

  it('takes each run of an eval for a case of its own, since those send the same one again', () => {
    const runs = [run({ kind: 'eval' }), run({ kind: 'eval', id: 'run-2' })];
    expect(sampleOf(runs, LIST).perCase).toHaveLength(2);
  });

  it('has cases that cost nothing, for which no model was called', () => {
    expect(sampleOf([run({ calls: [] })], LIST).perCase).toEqual([0]);
  });

  it('counts a call without tokens as the dearest, and says how many there are', () => {
    const silent = { ...CALL, inputTokens: 0, outputTokens: 0 };
    const { perCase, silent: count } = sampleOf([run({ calls: [CALL, silent] })], LIST);
    expect([perCase[0], count]).toEqual([0.015, 1]);
  });

  it('names models without a price once, and those with one in another currency apart', () => {
    const calls = [CALL, { ...CALL, model: 'openai/x' }, { ...CALL, model: 'openai/x' }];
    expect(sampleOf([run({ calls })], { ...LIST, currency: 'EUR' })).toMatchObject({
      unpriced: ['openai/x'],
      elsewhere: ['anthropic/claude-sonnet-4-5'],
    });
  });

  it.each([
    [0, 1],
    [0.5, 2.5],
    [0.95, 3.85],
    [1, 4],
  ])('has at %d the quantile %d', (share, value) => {
    expect(quantile([1, 2, 3, 4], share)).toBeCloseTo(value, 12);
  });

  it('has an interval around its mean as wide as theory has it, the same each time', () => {
    // Of 400 values that are 0 or 1 by turns, the standard error of the mean is 0.5 / 20.
    const values = Array.from({ length: 400 }, (_, index) => index % 2);
    const { value, low, high } = estimate(values, mean);
    expect(value).toBe(0.5);
    expect(Math.abs(low - (0.5 - 1.96 * 0.025))).toBeLessThan(0.006);
    expect(Math.abs(high - (0.5 + 1.96 * 0.025))).toBeLessThan(0.006);
    expect(estimate(values, mean)).toEqual({ value, low, high });
  });

  it('of one case has no width', () => {
    expect(estimate([3], mean)).toEqual({ value: 3, low: 3, high: 3 });
  });
});

type Attributes = Record<string, string | number>;
const attributes = (of: Attributes) =>
  Object.entries(of).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }));
const exported = (traceId: string, ...spans: Attributes[]) =>
  JSON.stringify({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: spans.map((of) => ({
              traceId,
              startTimeUnixNano: '1795737600000000000',
              attributes: attributes(of),
            })),
          },
        ],
      },
    ],
  });
const rootSpan = (case_ref: string, kind = 'live'): Attributes => ({
  'poc.case_ref': case_ref,
  'poc.run.kind': kind,
  'poc.outcome': 'answered',
});
const callSpan = (model: string, input: number, output: number): Attributes => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': model,
  'gen_ai.usage.input_tokens': input,
  'gen_ai.usage.output_tokens': output,
});

describe('traces', () => {
  it('are read from files by the day, a run from all of its spans', () => {
    writeFileSync(
      join(folder, 'traces-2026-11-27.jsonl'),
      `${exported('t1', rootSpan('case-1'), callSpan('openai/m', 10, 2))}\n\n${exported('t1', callSpan('openai/m', 20, 4))}\n`,
    );
    writeFileSync(join(folder, 'metrics-2026-11-27.jsonl'), 'not looked at');
    const { runs, unreadable } = readTraces(folder);
    expect(unreadable).toEqual([]);
    expect(runs).toMatchObject([
      { kind: 'live', caseRef: 'case-1', calls: [{ inputTokens: 10, outputTokens: 2 }, { inputTokens: 20 }] },
    ]);
    expect(runs[0]?.calls[0]?.startedAt.toISOString()).toBe('2026-11-27T00:00:00.000Z');
  });

  it('do not count what a span around calls says again', () => {
    const around = { ...callSpan('openai/m', 30, 6), 'gen_ai.operation.name': 'invoke_agent' };
    writeFileSync(join(folder, '2026-11-27.jsonl'), exported('t1', around, callSpan('openai/m', 10, 2)));
    expect(readTraces(folder).runs[0]?.calls).toHaveLength(1);
  });

  it.each(['{', '{}', '[]', '{"resourceSpans":[{}]}'])('name the line that holds %s', (text) => {
    writeFileSync(join(folder, '2026-11-27.jsonl'), `${exported('t1', rootSpan('c'))}\n${text}\n`);
    const { runs, unreadable } = readTraces(folder);
    expect([runs.length, unreadable]).toEqual([1, [`${join(folder, '2026-11-27.jsonl')}:2`]]);
  });

  it('may be none', () => {
    expect(readTraces(join(folder, 'nowhere'))).toEqual({ runs: [], unreadable: [] });
  });
});

const FRESH = `# what prices are
version: 1
as_of: 2026-11-27 # the day
# where they stand
source: nobody charges
currency: EUR
# by name:
#   vendor/model: { input: 1, output: 4 }
models: {}
# the machine
infrastructure_per_month: null
review_per_case: null
monthly_budget: null
`;

describe('writing prices', () => {
  const file = () => join(folder, 'prices.yaml');
  const write = (
    text: string,
    wanted = [{ model: 'anthropic/claude-sonnet-4-5', mostInput: 0 }],
    perUsd: number | null = 0.5,
  ) => {
    writeFileSync(file(), text);
    return writePrices(file(), wanted, perUsd);
  };

  it('converts by the rate that it is given, says so, is as old as the package, and keeps comments', () => {
    expect(write(FRESH)).toEqual({ written: ['anthropic/claude-sonnet-4-5'], kept: [], unknown: [] });
    expect(readPrices(file())).toMatchObject({
      as_of: BUNDLED.released,
      models: { 'anthropic/claude-sonnet-4-5': { input: 1.5, output: 7.5 } },
      source: `@pydantic/genai-prices ${BUNDLED.version} of ${BUNDLED.released}: https://www.anthropic.com/pricing#api, at 0.5 for a US dollar`,
    });
    const comments = (text: string) => text.match(/#.*/g)?.filter((one) => !one.startsWith('#api'));
    expect(comments(readFileSync(file(), 'utf8'))).toEqual(comments(FRESH));
  });

  it('refuses to take dollars for another currency', () => {
    expect(() => write(FRESH, undefined, null)).toThrow(
      /--per-usd: found nothing; expected what a US dollar costs in EUR/,
    );
    expect(readFileSync(file(), 'utf8')).toBe(FRESH);
  });

  it('needs no rate for dollars', () => {
    write(FRESH.replace('EUR', 'USD'), undefined, null);
    expect(readPrices(file()).models).toEqual({ 'anthropic/claude-sonnet-4-5': { input: 3, output: 15 } });
  });

  it.each([
    [200_000, 3],
    [200_001, 6],
  ])('after a question of %i tokens, writes %d', (mostInput, input) => {
    write(FRESH.replace('EUR', 'USD'), [{ model: 'anthropic/claude-sonnet-4-5', mostInput }]);
    expect(readPrices(file()).models['anthropic/claude-sonnet-4-5']?.input).toBe(input);
  });

  const OLDER = FRESH.replace('2026-11-27 # the day', '2026-01-01').replace(
    '{}',
    '{ openai/gpt-4.1: { input: 9, output: 9 } }',
  );
  it('keeps what people wrote, and the older of the two days', () => {
    const both = ['openai/gpt-4.1', 'anthropic/claude-sonnet-4-5'].map((model) => ({ model, mostInput: 0 }));
    expect(write(OLDER, both).kept).toEqual(['openai/gpt-4.1']);
    expect(readPrices(file())).toMatchObject({
      as_of: '2026-01-01',
      models: { 'openai/gpt-4.1': { input: 9, output: 9 }, 'anthropic/claude-sonnet-4-5': {} },
      source: expect.stringMatching(/^nobody charges; @pydantic/),
    });
  });

  it.each(['openai/no-such-model', 'compatible/gpt-4.1', 'gpt-4.1', ''])(
    'leaves the file alone when nobody knows the price of %j',
    (model) => {
      expect(write(FRESH, [{ model, mostInput: 0 }])).toEqual({ written: [], kept: [], unknown: [model] });
      expect(readFileSync(file(), 'utf8')).toBe(FRESH);
    },
  );
});

describe('npm run cost', () => {
  async function cost(args: string[], env: Record<string, string> = {}) {
    const cli = join(ROOT, 'src/cost/cost-cli.ts');
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const child = ['--import', tsx, cli, ...args];
    const own = { ...process.env, POC_MODEL: '', POC_STATE: '', ...env };
    return promisify(execFile)(process.execPath, child, { cwd: folder, env: own }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  }
  const prepare = (prices: string, perMonth: number | 'null', ...lines: string[]) => {
    mkdirSync(join(folder, 'policy'));
    mkdirSync(join(folder, 'state/telemetry'), { recursive: true });
    writeFileSync(join(folder, 'policy/prices.yaml'), prices);
    writeFileSync(join(folder, 'baseline.yaml'), `eligible_per_month: ${perMonth}\n`);
    writeFileSync(join(folder, 'state/telemetry/traces-2026-11-27.jsonl'), lines.join('\n'));
  };
  const PRICED = FRESH.replace('{}', '{ openai/m: { input: 1000, output: 2000 } }')
    .replace('infrastructure_per_month: null', 'infrastructure_per_month: 50')
    .replace('review_per_case: null', 'review_per_case: 0.4')
    .replace('monthly_budget: null', 'monthly_budget: 900');
  const LINES = [
    exported('t1', rootSpan('case-1'), callSpan('openai/m', 100, 50)),
    exported('t2', rootSpan('case-2'), callSpan('openai/m', 300, 150)),
    exported('t3', rootSpan('case-3', 'eval'), callSpan('openai/m', 9000, 9000)),
  ];

  it('says what an item and a month cost, with review, and how that moves', async () => {
    prepare(PRICED, 1000, ...LINES);
    const { code, stdout } = await cost([]);
    expect(code).toBe(0);
    // Tokens: 0.2 and 0.6 an item; a month: 400 + 400 for review + 50.
    expect(stdout).toMatch(/mean +0\.40 +0\.20 to 0\.60/);
    expect(stdout).toMatch(/tokens +400\.00 +200\.00 to 600\.00/);
    expect(stdout).toMatch(/review labour +400\.00/);
    expect(stdout).toMatch(/together +850\.00, 0\.85 an item/);
    expect(stdout).toMatch(/budget +900\.00; the upper end is 1,050\.00/);
    expect(stdout).toMatch(/1000 +650\.00 +850\.00 +1,050\.00/);
    expect(stdout).toMatch(/10000 +6,050\.00 +8,050\.00 +10,050\.00/);
  });

  it('says what is not known, and takes nothing for 0', async () => {
    prepare(FRESH, 'null', exported('t1', rootSpan('c'), callSpan('openai/x', 1, 1)));
    const { code, stdout, stderr } = await cost([]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/A month: not known. Write eligible_per_month/);
    expect(stderr).toMatch(/found no price of openai\/x; expected one, so the figures above are too low/);
  });

  it('names the kinds that there are when there is no run for anybody', async () => {
    prepare(PRICED, 1000, LINES[2] ?? '');
    expect(await cost([])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/found runs of kind eval only/),
    });
    const { stdout } = await cost(['--kind', 'eval']);
    expect(stdout).toMatch(/By 1 eval runs/);
    // One item has no interval.
    expect(stdout).toMatch(/mean +27\.00\n/);
  });

  it('writes the price of a model before its first call', async () => {
    prepare(FRESH, 1000);
    const env = { POC_MODEL: 'anthropic/claude-sonnet-4-5' };
    expect(await cost(['--write-prices'], env)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^--per-usd/),
    });
    expect((await cost(['--write-prices', '--per-usd', '0.9'], env)).code).toBe(0);
    expect(readPrices(join(folder, 'policy/prices.yaml')).models).toEqual({
      'anthropic/claude-sonnet-4-5': { input: 2.7, output: 13.5 },
    });
  });

  it.each([
    [['--write-prices'], /POC_MODEL: found nothing, and no trace of a hosted model/],
    [['--write-prices', '--per-usd', '0'], /--per-usd: found "0"; expected a number above 0/],
    [['--write-prices', '--per-usd', 'x'], /--per-usd: found "x"/],
    [['--nope'], /--nope/],
    [[], /found no run; expected one of kind live/],
  ])('with %j ends with 2 and says what to do', async (args, words) => {
    prepare(PRICED, 1000);
    expect(await cost(args)).toMatchObject({ code: 2, stderr: expect.stringMatching(words) });
  });

  it('reads the prices of the repository as it is made', () => {
    copyFileSync(join(ROOT, 'policy/prices.yaml'), join(folder, 'prices.yaml'));
    expect(readPrices(join(folder, 'prices.yaml')).version).toBe(1);
  });
});

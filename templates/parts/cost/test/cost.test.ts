import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { costOf, type PriceList, rateOf, readPrices } from '../src/cost/price.ts';

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
const CALL = {
  model: 'anthropic/claude-sonnet-4-5',
  responseModel: null,
  startedAt: new Date('2026-11-27T00:00:00Z'),
  inputTokens: 1000,
  outputTokens: 300,
};
type Over = Partial<Record<keyof typeof CALL, string | number | null>>;
const moneyOf = (call: Over, list: Partial<PriceList> = {}) =>
  costOf({ ...CALL, ...call } as typeof CALL, { ...LIST, ...list });

describe('the price of a call', () => {
  it('is that of each by itself: added up first, 1000 short calls would cost as much as one long one', () => {
    const calls = Array.from({ length: 1000 }, () => moneyOf({}).money ?? Number.NaN);
    expect(calls.reduce((sum, one) => sum + one, 0)).toBeCloseTo(7.5, 9);
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
    ['no price', { model: '/gpt-4.1' }, {}],
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

  it('is read from the repository as it is made', () => {
    expect(readPrices().version).toBe(1);
  });
});

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { resolve } = createRequire(import.meta.url);
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
const SONNET = 'anthropic/claude-sonnet-4-5';

describe('npm run prices', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'prices-'));
    mkdirSync(join(folder, 'policy'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = () => join(folder, 'policy/prices.yaml');

  /** Runs it where the prices are these. */
  function prices(text: string, words: string[], POC_MODEL = '') {
    writeFileSync(file(), text);
    const args = ['--import', resolve('tsx'), join(ROOT, 'src/cost/prices-cli.ts'), ...words];
    const env = { ...process.env, POC_MODEL };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, env });
    return { code: status, out: `${stdout}`, err: `${stderr}` };
  }

  it('converts by the rate that it is given, says so, is as old as the package, and keeps comments', () => {
    expect(prices(FRESH, ['--per-usd', '0.5'], SONNET)).toMatchObject({ code: 0, err: '' });
    const main = createRequire(import.meta.url).resolve('@pydantic/genai-prices');
    const { version } = JSON.parse(readFileSync(join(dirname(main), '../package.json'), 'utf8'));
    expect(readPrices(file())).toMatchObject({
      as_of: '2026-09-23',
      models: { [SONNET]: { input: 1.5, output: 7.5 } },
      source: `@pydantic/genai-prices ${version} of 2026-09-23: https://www.anthropic.com/pricing#api, at 0.5 for a US dollar`,
    });
    const comments = (text: string) => text.match(/#.*/g)?.filter((one) => !one.startsWith('#api'));
    expect(comments(readFileSync(file(), 'utf8'))).toEqual(comments(FRESH));
  });

  const DOLLARS = FRESH.replace('EUR', 'USD');
  it.each([
    [[], 3, /takes more for long questions/],
    [['--longest', '200000'], 3, /^((?!takes more)[\s\S])*$/],
    [['--longest', '200001'], 6, /^((?!takes more)[\s\S])*$/],
  ])('with %j writes %d dollars, without a rate', (words, input, says) => {
    expect(prices(DOLLARS, [SONNET, ...words]).out).toMatch(says);
    expect(readPrices(file()).models[SONNET]?.input).toBe(input);
  });

  it('keeps what people wrote, and the older of the two days', () => {
    const older = DOLLARS.replace('2026-11-27 # the day', '2026-01-01').replace(
      '{}',
      '{ openai/gpt-4.1: { input: 9, output: 9 } }',
    );
    expect(prices(older, ['openai/gpt-4.1', SONNET]).out).toContain('kept the price of openai/gpt-4.1');
    expect(readPrices(file())).toMatchObject({
      as_of: '2026-01-01',
      models: { 'openai/gpt-4.1': { input: 9, output: 9 }, [SONNET]: { input: 3 } },
      source: expect.stringMatching(/^nobody charges; @pydantic/),
    });
  });

  it.each([
    [['openai/no-such-model'], 1, /found no list with the price of openai\/no-such-model/],
    [['compatible/gpt-4.1', 'gpt-4.1'], 1, /of compatible\/gpt-4.1;[\s\S]*of gpt-4.1;/],
    [[SONNET], 2, /^--per-usd: found nothing; expected what a US dollar costs in EUR/],
    [[], 2, /POC_MODEL: found nothing; expected a model/],
    [[SONNET, '--per-usd', '0'], 2, /--per-usd: found "0"; expected a number above 0/],
    [[SONNET, '--longest', 'x'], 2, /--longest: found "x"/],
    [['--nope'], 2, /--nope/],
  ])('with %j leaves the file alone and ends with %i', (words, code, says) => {
    expect(prices(FRESH, words)).toMatchObject({ code, err: expect.stringMatching(says) });
    expect(readFileSync(file(), 'utf8')).toBe(FRESH);
  });
});

import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { describeProblem } from '../../action/contract/problem.ts';
import { asRange } from '../../action/contract/value.ts';
import { readBaseline } from '../../action/evidence/poc-files.ts';
import { given } from '../given.ts';
import { aTree } from '../repository-builder.ts';

type Block = Record<string, unknown>;

/** What a person sees who writes this block under `value:`, the places left out. */
async function read(value: Block) {
  const text = stringify({ ...given.baseline().value, value });
  const reading = await readBaseline(aTree({ 'baseline.yaml': text }));
  if (reading.status === 'invalid')
    return reading.problems.map((problem) =>
      describeProblem({ ...problem, location: { file: 'b', line: null } }),
    );
  return reading.status === 'read' ? reading.value.value.value : reading.status;
}

const good = given.money() as unknown as Block;
const inside = (key: string, change: Block): Block => ({
  ...good,
  [key]: { ...(good[key] as Block), ...change },
});
const build = (line: Block): Block => ({
  ...good,
  build: [{ item: 'x', kind: 'people', source: 'y', ...line }],
});
const run = (line: Block): Block => ({ ...good, run: [{ item: 'x', kind: 'model', source: 'y', ...line }] });
const ASCENDING = 'expected low, likely and high in ascending order';

describe('the money of baseline.yaml', () => {
  it('is read as it is written', async () => {
    expect(await read(good)).toEqual(given.money());
  });

  it('counts no hours, no costs and no error until somebody says', async () => {
    expect(
      await read({ currency: 'EUR', hourly_cost: { amount: 60, as_of: '2026-09-01', source: 'finance' } }),
    ).toEqual({
      currency: 'EUR',
      locale: 'en',
      hourly_cost: { amount: 60, basis: 'loaded', as_of: '2026-09-01', source: 'finance' },
      cost_per_error: null,
      capture: { share: 0, hours_become: 'none', owner: null, accepted_on: null },
      build: [],
      run: [],
      horizon_months: 12,
      discount_rate: null,
    });
  });

  it.each<[string, Block]>([
    ['an amount of 0 once', build({ amount: 0 })],
    ['days at a rate', build({ days: 3, per_day: 700 })],
    ['a cost a month', run({ per_month: 0 })],
    ['a cost a case that varies', run({ per_case: { low: 0, likely: 0, high: 1 } })],
    ['a share of everything', inside('capture', { share: 1 })],
    ['a share that varies', inside('capture', { share: { low: 0.1, likely: 0.1, high: 0.1 } })],
    ['the largest amount', build({ amount: 1e12 })],
    ['a language of a country', { ...good, locale: 'de-CH' }],
    ['a horizon of five years', { ...good, horizon_months: 60 }],
    ['a discount', { ...good, discount_rate: 0.05 }],
  ])('may have %s', async (_, block) => {
    expect(await read(block)).toMatchObject({ currency: 'EUR' });
  });

  it.each<[string, Block, string]>([
    [
      'no currency',
      { ...good, currency: undefined },
      'value.currency: found nothing; expected text. Add `currency`.',
    ],
    [
      'a sign as currency',
      { ...good, currency: '€' },
      'value.currency: found "€"; expected three capital letters of ISO 4217, such as EUR. Correct `currency`.',
    ],
    [
      'a language that is none',
      { ...good, locale: 'de_CH!' },
      'value.locale: found "de_CH!"; expected a language tag, such as en-GB or de-CH. Correct `locale`.',
    ],
    [
      'an hour for nothing',
      inside('hourly_cost', { amount: 0 }),
      'value.hourly_cost.amount: found 0; expected more than 0. Correct `amount`.',
    ],
    [
      'more than there is',
      inside('hourly_cost', { amount: 1e300 }),
      'value.hourly_cost.amount: found 1e+300; expected at most 1000000000000. Correct `amount`.',
    ],
    [
      'an hour without its source',
      inside('hourly_cost', { source: ' ' }),
      'value.hourly_cost.source: found " "; expected text. Correct `source`.',
    ],
    [
      'a basis of its own',
      inside('hourly_cost', { basis: 'gross' }),
      'value.hourly_cost.basis: found "gross"; expected "loaded" or "wage". Correct `basis`.',
    ],
    [
      'an error that is cheaper at the likely',
      inside('cost_per_error', { low: 40 }),
      `value.cost_per_error: found {"low":40,"likely":35,"high":60,"source":"credit notes of 20…; ${ASCENDING}. Correct \`cost_per_error\`.`,
    ],
    [
      'an error that is dearer than the dearest',
      inside('cost_per_error', { high: 34 }),
      `found {"low":20,"likely":35,"high":34,"source":"credit notes of 20…; ${ASCENDING}.`,
    ],
    [
      'an error without its source',
      inside('cost_per_error', { source: undefined }),
      'value.cost_per_error.source: found nothing; expected text. Add `source`.',
    ],
    [
      'an error that earns',
      inside('cost_per_error', { low: -1 }),
      'value.cost_per_error.low: found -1; expected at least 0. Correct `low`.',
    ],
    [
      'a share in words',
      inside('capture', { share: 'half' }),
      'value.capture.share: found "half"; expected a share from 0 to 1, or low, likely and high. Correct `share`.',
    ],
    [
      'a share in percent',
      inside('capture', { share: 50 }),
      'value.capture.share: found 50; expected at most 1. Correct `share`.',
    ],
    [
      'a share out of order',
      inside('capture', { share: { low: 0.5, likely: 0.4, high: 0.6 } }),
      `value.capture.share: found {"low":0.5,"likely":0.4,"high":0.6}; ${ASCENDING}.`,
    ],
    [
      'hours that become something else',
      inside('capture', { hours_become: 'joy' }),
      'expected "headcount_avoided" or "overtime_cut" or "backlog_cleared" or "more_volume" or "none". Correct `hours_become`.',
    ],
    [
      'an owner without a name',
      inside('capture', { owner: '' }),
      'value.capture.owner: found ""; expected text. Correct `owner`.',
    ],
    [
      'an acceptance in words',
      inside('capture', { accepted_on: 'today' }),
      'value.capture.accepted_on: found "today"; expected a day written as YYYY-MM-DD. Correct `accepted_on`.',
    ],
    [
      'a key that nothing reads',
      { ...good, savings: 9 },
      'value.savings: found the key "savings", which nothing reads',
    ],
    [
      'a cost without a source',
      build({ amount: 9, source: undefined }),
      'value.build.0.source: found nothing; expected text. Add `source`.',
    ],
    [
      'a cost of a kind of its own',
      build({ amount: 9, kind: 'fun' }),
      'value.build.0.kind: found "fun"; expected "people" or',
    ],
    [
      'a horizon of no month',
      { ...good, horizon_months: 0 },
      'value.horizon_months: found 0; expected at least 1. Correct `horizon_months`.',
    ],
    [
      'a horizon of 61 months',
      { ...good, horizon_months: 61 },
      'value.horizon_months: found 61; expected at most 60.',
    ],
    [
      'a discount over everything',
      { ...good, discount_rate: 1.5 },
      'value.discount_rate: found 1.5; expected at most 1.',
    ],
    [
      'a cost a case in words',
      run({ per_case: 'cents' }),
      'value.run.0.per_case: found "cents"; expected an amount, or low, likely and high. Correct `per_case`.',
    ],
  ])('with %s is refused', async (_, block, says) => {
    expect(await read(block)).toEqual([expect.stringContaining(says)]);
  });

  it.each<[string, Block]>([
    ['nothing', {}],
    ['days alone', { days: 3 }],
    ['a rate alone', { per_day: 700 }],
    ['an amount and days', { amount: 9, days: 3 }],
    ['an amount and a rate', { amount: 9, per_day: 700 }],
    ['an amount, days and a rate', { amount: 9, days: 3, per_day: 700 }],
  ])('is refused where building costs %s', async (_, line) => {
    expect(await read(build(line))).toEqual([
      expect.stringMatching(/^b: value\.build\.0: found .*; expected either amount, or days and per_day\./),
    ]);
  });

  it.each<[string, Block]>([
    ['nothing', {}],
    ['something a month and a case', { per_month: 9, per_case: 1 }],
  ])('is refused where running costs %s', async (_, line) => {
    expect(await read(run(line))).toEqual([
      expect.stringMatching(/^b: value\.run\.0: found .*; expected either per_month or per_case\./),
    ]);
  });

  it('says where it is wrong', async () => {
    const text = stringify({ ...given.baseline().value, value: { ...good, currency: 'euro' } });
    const reading = await readBaseline(aTree({ 'baseline.yaml': text }));
    const line = text.split('\n').findIndex((one) => one.includes('currency: euro')) + 1;
    expect(reading).toMatchObject({ problems: [{ location: { file: 'baseline.yaml', line } }] });
  });
});

describe('an amount', () => {
  it('is a range of itself', () => {
    expect(asRange(3)).toEqual({ low: 3, likely: 3, high: 3 });
    expect(asRange({ low: 1, likely: 2, high: 3 })).toEqual({ low: 1, likely: 2, high: 3 });
  });
});

import { expect, it } from 'vitest';
import type { Prices } from '../../../action/contract/prices.ts';
import { pricesLoosened } from '../../../action/readiness/policy/prices-loosened.ts';
import { given } from '../../given.ts';

const MODEL = 'vendor/model-2026-05-01';
const models = (input: number, output: number) => ({ models: { [MODEL]: { input, output } } });
const loosened = (after: Partial<Prices>, before: Partial<Prices> = {}) =>
  pricesLoosened(given.prices(before).value, given.prices(after)).map(({ what }) => what);
const SAME_DAY = 'at prices that are still those of 2026-11-01';
const CHEAPER = `lowers the input price of ${MODEL} from 1 to 0.9, ${SAME_DAY}`;

it.each<[string, Partial<Prices>, string[]]>([
  ['nothing', {}, []],
  ['the budget upwards', { monthly_budget: 1501 }, ['raises monthly_budget from 1500 to 1501']],
  [
    'the budget upwards, on another day',
    { monthly_budget: 1501, as_of: '2026-11-02' },
    ['raises monthly_budget from 1500 to 1501'],
  ],
  ['the budget downwards', { monthly_budget: 1499 }, []],
  ['a budget that nobody knows any more', { monthly_budget: null }, []],
  ['a price downwards', models(0.9, 4), [CHEAPER]],
  ['a price downwards that was looked up a day later', { ...models(0.9, 4), as_of: '2026-11-02' }, []],
  [
    'a price downwards that is older',
    { ...models(0.9, 4), as_of: '2026-10-31' },
    [CHEAPER.replace('2026-11-01', '2026-10-31')],
  ],
  ['a price upwards', models(1.1, 5), []],
  [
    'both prices of a model',
    models(0.9, 3),
    [CHEAPER, `lowers the output price of ${MODEL} from 4 to 3, ${SAME_DAY}`],
  ],
  ['a model that is gone', { models: {} }, []],
  [
    'a model more',
    { models: { ...models(1, 4).models, 'vendor/small-2026-06-01': { input: 0.1, output: 0.4 } } },
    [],
  ],
  [
    'what runs whatever is done',
    { infrastructure_per_month: 99 },
    [`lowers infrastructure_per_month from 100 to 99, ${SAME_DAY}`],
  ],
  ['what a review costs', { review_per_case: 0 }, [`lowers review_per_case from 0.5 to 0, ${SAME_DAY}`]],
  ['a review that nobody priced any more', { review_per_case: null }, []],
])('a pull request that changes %s loosens exactly that', (_, after, what) => {
  expect(loosened(after)).toEqual(what);
});

it('takes what is said for the first time as it is', () => {
  const unsaid = {
    monthly_budget: null,
    infrastructure_per_month: null,
    review_per_case: null,
    models: {},
  };
  expect(loosened({}, unsaid)).toEqual([]);
});

it('points to the line of the price', () => {
  const after = { ...given.prices(models(0.9, 4)), lines: { [`models.${MODEL}.input`]: 9 } };
  expect(pricesLoosened(given.prices().value, after)).toMatchObject([
    { location: { file: 'policy/prices.yaml', line: 9 } },
  ]);
});

import { describe, expect, it } from 'vitest';
import { barChanges } from '../../action/contract/bar-changes.ts';
import { BARS, type Bars, barsInForce, thresholds } from '../../action/contract/thresholds.ts';

const everyBar = Object.entries(BARS).flatMap(([check, bars]) =>
  Object.entries(bars).map(([name, bar]) => ({ check, name, ...bar })),
);
const set = (check: string, name: string, value: number): Bars =>
  barsInForce({ version: 1, bars: { [check]: { [name]: value } } });

describe('the bars in force', () => {
  it('are the defaults without a file', () => {
    expect(barsInForce(undefined)).toMatchObject({
      'baseline/measured-timings': { explore_rows: 5, pilot_rows: 20, pilot_performers: 3, pilot_days: 3 },
      'data/real-cases': { explore_cases: 10, pilot_cases: 30, pilot_share: 0.8 },
      'data/representative-and-fresh': { cases_per_slice: 10, newest_days: 90, distance: 0.25 },
      'users/named-users': { explore: 2, pilot: 3 },
      'eval/grader-validated': { labels: 50, double_labelled: 20, rate: 0.8 },
      'eval/must-never': { pilot_cases: 30, production_cases: 100 },
      'eval/pass-rate': { reviewed: 0.8, unattended: 0.95, repeats: 1, of_repeats: 0 },
      'eval/results-fresh': { pilot_days: 14, production_days: 30 },
      'errors/abstains-when-unsure': {
        cases: 30,
        share: 0.2,
        recall: 0.8,
        confident_wrong: 0.1,
        false_abstain: 0.2,
      },
    });
  });

  it('are the file’s where it names one, and the defaults elsewhere', () => {
    const bars = barsInForce({ version: 1, bars: { 'eval/pass-rate': { reviewed: 0.9 } } });
    expect(bars['eval/pass-rate']).toEqual({ reviewed: 0.9, unattended: 0.95, repeats: 1, of_repeats: 0 });
    expect(bars['users/named-users']).toEqual({ explore: 2, pilot: 3 });
  });

  it('can be 0 where less is stricter', () => {
    expect(set('eval/results-fresh', 'pilot_days', 0)['eval/results-fresh'].pilot_days).toBe(0);
  });
});

describe('a change of a bar', () => {
  it.each(everyBar)(
    'of $check $name is looser one way and stricter the other',
    ({ check, name, default: value, tighter, unit }) => {
      const step = unit === 'share' ? 0.05 : 1;
      const [stricter, looser] =
        tighter === 'higher' ? [value + step, value - step] : [value - step, value + step];
      const change = (to: number) => barChanges(barsInForce(undefined), set(check, name, to));
      const told = { bar: `${check} ${name}`, field: `bars.${check}.${name}`, from: value };
      expect(change(stricter)).toEqual([{ ...told, to: stricter, loosened: false }]);
      expect(change(looser)).toEqual([{ ...told, to: looser, loosened: true }]);
      expect(barChanges(set(check, name, looser), barsInForce(undefined))).toMatchObject([
        { loosened: false },
      ]);
    },
  );

  it('is none when a file spells out the defaults', () => {
    const spelt = Object.fromEntries(
      Object.entries(BARS).map(([check, bars]) => [
        check,
        Object.fromEntries(Object.entries(bars).map(([name, bar]) => [name, bar.default])),
      ]),
    );
    expect(
      barChanges(barsInForce(undefined), barsInForce(thresholds.parse({ version: 1, bars: spelt }))),
    ).toEqual([]);
  });
});

describe('a slice and a budget', () => {
  const policy = (slices: Record<string, number>, budgets = {}): Bars =>
    barsInForce(thresholds.parse({ version: 1, bars: {}, slices, budgets }));

  it('are asked for where the policy names them, and nowhere else', () => {
    expect(barsInForce(undefined)).toMatchObject({ slices: new Map(), budgets: {} });
    expect(policy({ refunds: 0.7 }, { latency_p95_ms: 900 })).toMatchObject({
      slices: new Map([['refunds', 0.7]]),
      budgets: { latency_p95_ms: 900 },
    });
  });

  it.each([
    ['a slice is lowered', policy({ a: 0.8 }), policy({ a: 0.7 }), 'slice a', 0.8, 0.7, true],
    ['a slice is raised', policy({ a: 0.8 }), policy({ a: 0.9 }), 'slice a', 0.8, 0.9, false],
    ['a slice is taken out', policy({ a: 0.8 }), policy({}), 'slice a', 0.8, null, true],
    ['a slice of 0 is taken out', policy({ a: 0 }), policy({}), 'slice a', 0, null, true],
    ['a slice is added', policy({}), policy({ a: 0.1 }), 'slice a', null, 0.1, false],
    [
      'a budget is raised',
      policy({}, { cost_p95_usd: 1 }),
      policy({}, { cost_p95_usd: 2 }),
      'budget cost_p95_usd',
      1,
      2,
      true,
    ],
    [
      'a budget is lowered',
      policy({}, { cost_p95_usd: 2 }),
      policy({}, { cost_p95_usd: 1 }),
      'budget cost_p95_usd',
      2,
      1,
      false,
    ],
    [
      'a budget is taken out',
      policy({}, { cost_p95_usd: 2 }),
      policy({}),
      'budget cost_p95_usd',
      2,
      null,
      true,
    ],
    ['a budget is added', policy({}), policy({}, { cost_p95_usd: 9 }), 'budget cost_p95_usd', null, 9, false],
  ] as const)('are told when %s', (_, before, after, bar, from, to, loosened) => {
    expect(barChanges(before, after)).toMatchObject([{ bar, from, to, loosened }]);
  });

  it('of a renamed slice is one bar less and one more', () => {
    expect(barChanges(policy({ a: 0.8 }), policy({ b: 0.8 })).map((one) => [one.bar, one.loosened])).toEqual([
      ['slice a', true],
      ['slice b', false],
    ]);
  });

  it.each([
    ['a slice above everything', { slices: { a: 1.01 } }],
    ['a slice that is no number', { slices: { a: '0.8' } }],
    ['a slice without a name', { slices: { ' ': 0.8 } }],
    ['a slice whose name would be lost', { slices: JSON.parse('{"__proto__":0.8}') as object }],
    ['a budget of nothing', { budgets: { latency_p95_ms: 0 } }],
    ['a budget without end', { budgets: { latency_p95_ms: Number.POSITIVE_INFINITY } }],
    ['a budget that nothing reads', { budgets: { latency_p99_ms: 1 } }],
  ])('are refused: %s', (_, more) => {
    expect(thresholds.safeParse({ version: 1, bars: {}, ...more }).success).toBe(false);
  });

  it('may be called like a property that every object has', () => {
    expect([...policy({ constructor: 0.5, toString: 0.6 }).slices.keys()]).toEqual([
      'constructor',
      'toString',
    ]);
  });
});

describe('a bar of nothing', () => {
  it.each(everyBar.filter(({ tighter, unit }) => tighter === 'higher' && unit !== 'share'))(
    'is refused for $check $name',
    ({ check, name }) => {
      const parse = (value: number) =>
        thresholds.safeParse({ version: 1, bars: { [check]: { [name]: value } } }).success;
      expect([parse(0), parse(1)]).toEqual([false, true]);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { BARS, type Bars, barChanges, barsInForce, thresholds } from '../../action/contract/thresholds.ts';

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
      'users/named-users': { explore: 2, pilot: 3 },
      'eval/pass-rate': { reviewed: 0.8, unattended: 0.95 },
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
    expect(bars['eval/pass-rate']).toEqual({ reviewed: 0.9, unattended: 0.95 });
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
      const told = { bar: `${check} ${name}`, from: value };
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

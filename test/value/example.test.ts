import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../action/statistics/normal.ts';
import type { Timed, ValueInputs } from '../../action/value/business-case.ts';
import { gradeOf } from '../../action/value/grade.ts';
import { outcomeOf } from '../../action/value/outcome.ts';
import { simulate } from '../../action/value/simulate.ts';
import { sure } from './a-case.ts';

/**
 * The example that the design publishes, "illustrative synthetic data": invoice exceptions, 18.2 → 7.5 minutes,
 * n = 32/48. It prints means and no rows, so the rows here are made up, and this is all that was free to choose:
 *
 * - SPREAD: minutes are the squares of evenly spaced normal quantiles, (1 + SPREAD · z)², scaled to the printed mean;
 *   right-skewed, with a standard deviation of some 39 % of the mean in both arms. Chosen to give the printed P10.
 * - PACE: four people in turn, two of them 2 % slower and quicker.
 * - The count behind "65 % of cases": 1,144 of 1,760, four weeks of 1,900 a month.
 * - The tool's own 4.2 minutes a case, from the printed $277k, which leaves 4.16 to 4.21.
 * - The seed.
 *
 * Nothing else: means, counts, money and grade are printed. That hours and net have one spread between them and both
 * come out is no choice.
 */
const SPREAD = 0.204;
const PACE = [1, 1.02, 0.98, 1];

function synthetic(mean: number, n: number): Timed[] {
  const raw = Array.from({ length: n }, (_, i) => ({
    person: `synthetic-${i % PACE.length}`,
    minutes: (PACE[i % PACE.length] as number) * (1 + SPREAD * normalQuantile((i + 0.5) / n)) ** 2,
  }));
  const total = raw.reduce((sum, { minutes }) => sum + minutes, 0);
  return raw.map(({ person, minutes }) => ({ person, minutes: (minutes * mean * n) / total }));
}

const INVOICES: ValueInputs = {
  seed: 'invoice exceptions',
  today: synthetic(18.2, 32),
  withPoc: synthetic(7.5, 48),
  toolMinutes: 4.2,
  casesPerMonth: 1_900,
  adoption: { count: 1_144, of: 1_760 },
  errorsToday: { count: 9, of: 200 },
  errorsWithPoc: { count: 5, of: 200 },
  costPerError: { low: 20, likely: 35, high: 60 },
  hourly: 52,
  capture: sure(0.5),
  runPerCase: sure(0.21),
  runPerMonth: 1_450,
  build: 46_000,
  haircut: 0.1,
  horizonMonths: 12,
  discountRate: null,
};

const result = simulate(INVOICES);
const to = (amount: number, step: number) => Math.round(amount / step) * step;
const thousands = (amount: number) => Math.round(amount / 1_000);

describe('the published example', () => {
  it('frees 2,640 hours a year, at least 2,195', () => {
    expect(to(result.hours.p50, 10)).toBe(2_640);
    expect(to(result.hours.p10, 5)).toBe(2_195);
  });

  it('nets $51k a year, at least $35k', () => {
    expect(thousands(result.net.p50)).toBe(51);
    expect(thousands(result.net.p10)).toBe(35);
  });

  it('pays back in 11 months, at worst 16', () => {
    expect(Math.round(result.paybackMonths.p50)).toBe(11);
    expect(Math.round(result.paybackMonths.p90)).toBe(16);
  });

  it('would be $277k on a slide, 5.4 times as much', () => {
    expect(thousands(result.slideware.net)).toBe(277);
    expect(to(result.slideware.ratio ?? 0, 0.1)).toBeCloseTo(5.4, 9);
  });

  it('is of grade B', () => {
    const people = PACE.length;
    const arms = { today: { n: 32, people }, withPoc: { n: 48, people } };
    expect(gradeOf({ comparison: 'before_after', ...arms })).toBe('B');
  });
});

describe('whatever the rows, the example', () => {
  it('has the printed means, and a year of them is 2,642.9 hours and $51.6k', () => {
    expect(result.mean).toMatchObject({
      minutesToday: expect.closeTo(18.2, 9),
      minutesWithPoc: expect.closeTo(7.5, 9),
      adoption: 0.65,
      casesPerYear: 22_800,
      errorsToday: 0.045,
      errorsWithPoc: 0.025,
      costPerError: 115 / 3,
    });
    expect(result.atMean.hoursFreed).toBeCloseTo(2_642.9, 6);
    expect(result.atMean.net).toBeCloseTo(51_557.46, 6);
    expect(result.atMean).toEqual(outcomeOf(result.mean));
    // 22,800 × (18.2 − 4.2) / 60 × 52
    expect(result.slideware.net).toBeCloseTo(276_640, 6);
  });
});

describe('other seeds', () => {
  it('move the figures by less than 20 hours, $1,000 and half a month, which is more than the last digit printed', () => {
    for (const seed of ['one', 'two', 'three', 'four', 'five']) {
      const other = simulate({ ...INVOICES, seed });
      expect(Math.abs(other.hours.p50 - result.hours.p50)).toBeLessThan(20);
      expect(Math.abs(other.hours.p10 - result.hours.p10)).toBeLessThan(20);
      expect(Math.abs(other.net.p50 - result.net.p50)).toBeLessThan(1_000);
      expect(Math.abs(other.net.p10 - result.net.p10)).toBeLessThan(1_000);
      expect(Math.abs(other.paybackMonths.p90 - result.paybackMonths.p90)).toBeLessThan(0.5);
    }
  });
});

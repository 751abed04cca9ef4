import { describe, expect, it } from 'vitest';
import { incompleteBeta } from '../../action/statistics/beta.ts';
import { triangularQuantile } from '../../action/statistics/triangular.ts';
import type { ValueInputs } from '../../action/value/business-case.ts';
import { simulate } from '../../action/value/simulate.ts';
import { inputs, still, sure, timed } from './a-case.ts';

const NAN = Number.NaN;
/** So many cases that their count is certain to six digits. */
const COUNTLESS = { casesPerMonth: 1e12 };
const NO_ERRORS = { costPerError: sure(0), errorsWithPoc: null };
/** Four standard errors of the share of 10,000 draws that lies under a quantile. */
const allowed = (p: number) => 4 * Math.sqrt((p * (1 - p)) / 10_000);

describe('where one parameter varies, the draws follow its distribution:', () => {
  it('adoption, a beta', () => {
    const { net } = simulate(still({ ...COUNTLESS, ...NO_ERRORS, adoption: { count: 13, of: 20 } }));
    // An attempted case is worth 0.5 × 50 × 12 / 60 = 5, of which 90 % less 0.2 is 4.3; 6,000 a year is fixed.
    const shareUnder = (amount: number) => incompleteBeta((amount + 6_000) / (12e12 * 4.3), 14, 8);
    expect(Math.abs(shareUnder(net.p10) - 0.1)).toBeLessThan(allowed(0.1));
    expect(Math.abs(shareUnder(net.p50) - 0.5)).toBeLessThan(allowed(0.5));
    expect(Math.abs(shareUnder(net.p90) - 0.9)).toBeLessThan(allowed(0.9));
  });

  it('the share of years that gain, by the adoption at which they do', () => {
    const { netPositive } = simulate(
      still({ ...COUNTLESS, ...NO_ERRORS, adoption: { count: 13, of: 20 }, runPerMonth: 1e12 * 4.3 * 0.7 }),
    );
    const gains = 1 - incompleteBeta(0.7, 14, 8);
    expect(Math.abs(netPositive - gains)).toBeLessThan(allowed(gains));
  });

  it('errors with the POC, a beta', () => {
    const change = {
      costPerError: sure(40),
      errorsWithPoc: { count: 3, of: 60 },
      adoption: { count: 1e12, of: 1e12 },
    };
    const { tornado } = simulate(still({ ...COUNTLESS, ...change }));
    const errors = tornado.find(({ parameter }) => parameter === 'errorsWithPoc');
    expect(Math.abs(incompleteBeta(errors?.atP10 ?? 0, 4, 58) - 0.1)).toBeLessThan(allowed(0.1));
    expect(Math.abs(incompleteBeta(errors?.atP90 ?? 0, 4, 58) - 0.9)).toBeLessThan(allowed(0.9));
  });

  it('capture, a triangle', () => {
    const capture = { low: 0.1, likely: 0.4, high: 0.5 };
    const { net } = simulate(
      still({ ...COUNTLESS, ...NO_ERRORS, capture, adoption: { count: 1e12, of: 1e12 } }),
    );
    // A case is worth κ × 50 × 12 / 60 = 10 κ; 90 % of it less 0.2.
    const captured = (amount: number) => ((amount + 6_000) / 12e12 + 0.2) / 9;
    for (const [p, found] of [
      [0.1, net.p10],
      [0.5, net.p50],
      [0.9, net.p90],
    ] as const) {
      expect(captured(found)).toBeGreaterThan(triangularQuantile(p - allowed(p), capture));
      expect(captured(found)).toBeLessThan(triangularQuantile(p + allowed(p), capture));
    }
  });

  it('cases a year, about a normal with the variance of a count', () => {
    const { hours } = simulate(still({ casesPerMonth: 2_500, adoption: { count: 1e12, of: 1e12 } }));
    // 12 × 2,501 cases of 0.2 hours, give or take 12 × √2,501.
    const [centre, deviation] = [0.2 * 12 * 2_501, 0.2 * 12 * Math.sqrt(2_501)];
    expect((hours.p10 - centre) / deviation).toBeCloseTo(-1.2816, 1);
    expect((hours.p50 - centre) / deviation).toBeCloseTo(0, 1);
    expect((hours.p90 - centre) / deviation).toBeCloseTo(1.2816, 1);
  });
});

describe('the means', () => {
  it('are those of rows, counts and corners', () => {
    const { mean, atMean } = simulate(inputs({ capture: { low: 0.1, likely: 0.2, high: 0.6 } }));
    expect(mean).toEqual({
      minutesToday: 20,
      minutesWithPoc: 8,
      adoption: 0.5,
      casesPerYear: 12_000,
      errorsToday: 0.05,
      errorsWithPoc: 0.03,
      costPerError: 40,
      hourly: 50,
      capture: expect.closeTo(0.3, 12),
      runPerCase: expect.closeTo(0.2, 12),
      runPerYear: 6_000,
      build: 30_000,
      haircut: 0.1,
    });
    // L 0.3 × 1,200 × 50 = 18,000, E 4,800: 90 % of 22,800 less 7,200.
    expect(atMean.net).toBeCloseTo(13_320, 6);
  });

  it('without any look at errors take none today and 3 in n with the POC', () => {
    const blind = { errorsToday: null, errorsWithPoc: null };
    expect(simulate(inputs(blind)).mean).toMatchObject({ errorsToday: 0, errorsWithPoc: 0.3 });
    expect(simulate(inputs({ ...blind, withPoc: timed([8, 9]) })).mean.errorsWithPoc).toBe(1);
    expect(simulate(inputs({ errorsToday: null })).mean).toMatchObject({
      errorsToday: 0,
      errorsWithPoc: 0.03,
    });
  });
});

describe('a parameter', () => {
  it('has draws of its own, which others do not move', () => {
    const swings = (change: Partial<ValueInputs>) =>
      simulate(inputs(change)).tornado.map(({ parameter, atP10, atP90 }) => [parameter, atP10, atP90]);
    const other = swings({
      capture: sure(0.5),
      adoption: { count: 100, of: 400 },
      withPoc: timed([5, 6, 7]),
    });
    const same = swings({}).filter(
      ([name]) => !['capture', 'adoption', 'minutesWithPoc'].includes(`${name}`),
    );
    expect(same).toHaveLength(6);
    expect(other).toEqual(expect.arrayContaining(same));
  });

  it('that does not vary has no swing', () => {
    const swings = (change: Partial<ValueInputs>) =>
      simulate(still(change)).tornado.map(({ parameter }) => parameter);
    expect(swings({ errorsWithPoc: null }).sort()).toEqual(['adoption', 'casesPerYear']);
    expect(swings({ errorsWithPoc: null, capture: { low: 0.4, likely: 0.4, high: 0.5 } })).toContain(
      'capture',
    );
  });
});

describe('the tornado', () => {
  it('moves one parameter alone, and the widest comes first', () => {
    const { tornado } = simulate(inputs());
    expect(tornado).toHaveLength(9);
    const widths = tornado.map(({ netAtP10, netAtP90 }) => Math.abs(netAtP90 - netAtP10));
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    for (const { parameter, atP10, atP90, netAtP10, netAtP90 } of tornado) {
      const costs = ['minutesWithPoc', 'errorsWithPoc', 'runPerCase'].includes(parameter);
      expect(atP10).toBeLessThan(atP90);
      expect(netAtP10 > netAtP90, parameter).toBe(costs);
    }
    const adoption = tornado.find(({ parameter }) => parameter === 'adoption');
    // 12,000 cases of 5.8 × 0.9 − 0.2 each, less 6,000.
    expect(adoption?.netAtP10).toBeCloseTo(12_000 * 5.02 * (adoption?.atP10 ?? 0) - 6_000, 6);
  });
});

describe('payback', () => {
  it('may be never at its P90 and soon at its P50', () => {
    const { paybackMonths, netPositive, net } = simulate(inputs({ runPerMonth: 2_200 }));
    expect(netPositive).toBeGreaterThan(0.5);
    expect(netPositive).toBeLessThan(0.9);
    expect(((paybackMonths.p50 / 12) * net.p50) / 30_000).toBeCloseTo(1, 2);
    expect(paybackMonths.p90).toBe(Number.POSITIVE_INFINITY);
  });

  it('is never where every year loses', () => {
    const { paybackMonths, netPositive } = simulate(inputs({ runPerMonth: 50_000 }));
    expect(paybackMonths).toEqual({ p50: Number.POSITIVE_INFINITY, p90: Number.POSITIVE_INFINITY });
    expect(netPositive).toBe(0);
  });

  it('is at once, without a return, where nothing was built', () => {
    const { paybackMonths, roi, netPositive } = simulate(inputs({ build: 0, runPerMonth: 0 }));
    expect(netPositive).toBe(1);
    expect(paybackMonths).toEqual({ p50: 0, p90: 0 });
    expect(roi).toEqual({ p10: 0, p50: 0, p90: 0 });
  });
});

describe('the net present value', () => {
  it('is the mean net by the month, less building, and not there without a rate', () => {
    expect(simulate(inputs()).npv).toBeNull();
    expect(simulate(inputs({ discountRate: 0, horizonMonths: 24 })).npv).toBeCloseTo(2 * 24_120 - 30_000, 6);
    const q = 1.08 ** (-1 / 12);
    expect(simulate(inputs({ discountRate: 0.08 })).npv).toBeCloseTo(
      (2_010 * q * (1 - q ** 12)) / (1 - q) - 30_000,
      6,
    );
  });
});

describe('the number that nobody should show', () => {
  it('is all cases, the tool’s time, every hour and no cost', () => {
    // 12,000 × (20 − 2) / 60 × 50 = 180,000
    const { slideware, net } = simulate(inputs());
    expect(slideware.net).toBeCloseTo(180_000, 6);
    expect(slideware.ratio).toBeCloseTo(180_000 / net.p50, 9);
  });

  it('has no ratio to a loss', () => {
    expect(simulate(inputs({ runPerMonth: 50_000 })).slideware.ratio).toBeNull();
  });
});

describe('impossible input is refused by name:', () => {
  it.each<[string, Partial<ValueInputs>, RegExp]>([
    ['no timings today', { today: [] }, /^today is empty/],
    ['no timings with the POC', { withPoc: [] }, /^withPoc is empty/],
    ['minutes of 0', { today: timed([0]) }, /^minutes of today is 0/],
    ['minutes of no number', { withPoc: timed([NAN]) }, /^minutes of withPoc is NaN/],
    ['adoption of nothing', { adoption: { count: 0, of: 0 } }, /^adoption.of is 0/],
    ['more attempts than cases', { adoption: { count: 5, of: 4 } }, /^adoption is 1.25/],
    ['errors in nothing', { errorsToday: { count: 0, of: 0 } }, /^errorsToday.of is 0/],
    ['fewer errors than none', { errorsWithPoc: { count: -1, of: 4 } }, /^errorsWithPoc is -0.25/],
    ['a range upside down', { costPerError: { low: 3, likely: 2, high: 1 } }, /^costPerError is 3, 2, 1/],
    ['a capture over 1', { capture: sure(1.1) }, /^capture.high is 1.1/],
    ['a run cost under 0', { runPerCase: sure(-1) }, /^runPerCase is -1/],
    ['an hour of no number', { hourly: NAN }, /^hourly is NaN/],
    ['fewer cases than none', { casesPerMonth: -1 }, /^casesPerMonth is -1/],
    ['building for less than nothing', { build: -1 }, /^build is -1/],
    ['a haircut over 1', { haircut: 1.5 }, /^haircut is 1.5/],
    ['no horizon', { horizonMonths: 0 }, /^horizonMonths is 0/],
    ['a discount under all', { discountRate: -1 }, /^rate is -1/],
    ['no seed', { seed: '' }, /^seed is empty/],
  ])('%s', (_, change, message) => {
    expect(() => simulate(inputs(change))).toThrow(RangeError);
    expect(() => simulate(inputs(change))).toThrow(message);
  });
});

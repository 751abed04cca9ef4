import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakEven } from '../../action/value/break-even.ts';
import type { Parameters } from '../../action/value/model.ts';
import { outcomeOf } from '../../action/value/outcome.ts';
import { year } from './a-case.ts';

// On the year of a-case.ts: E 4,800, R 7,200, F 6,000, C₀ 30,000. A case attempted is worth 0.5 × 50 × 12 / 60 + 0.8 =
// 5.8, of which 90 % less 0.2 is 5.02; 6,000 × 0.5 × 50 / 60 = 2,500 a minute.
describe('break-even', () => {
  it('in a year: (7,200 + 30,000) / 0.9 − 4,800 by 2,500 a minute; 36,000 / 5.02 cases', () => {
    const { minutesSaved, adoption, casesPerYear } = breakEven(year(), 12);
    expect(minutesSaved).toBeCloseTo((37_200 / 0.9 - 4_800) / 2_500, 9);
    expect(adoption).toBeCloseTo(36_000 / 5.02 / 12_000, 9);
    expect(casesPerYear).toBeCloseTo(36_000 / 5.02 / 0.5, 9);
  });

  it('in three years needs a third of building a year', () => {
    const { minutesSaved, adoption, casesPerYear } = breakEven(year(), 36);
    expect(minutesSaved).toBeCloseTo((17_200 / 0.9 - 4_800) / 2_500, 9);
    expect(adoption).toBeCloseTo(16_000 / 5.02 / 12_000, 9);
    expect(casesPerYear).toBeCloseTo(16_000 / 5.02 / 0.5, 9);
  });

  it('is none where only an absurd amount would do', () => {
    expect(breakEven(year({ hourly: 1e-9 }), 12).minutesSaved).toBeNull();
    expect(breakEven(year({ capture: 1e-310 }), 12).minutesSaved).toBeNull();
    expect(
      breakEven(year({ build: 1e308, capture: 0, errorsToday: 0.01, errorsWithPoc: 0 }), 12).casesPerYear,
    ).toBeNull();
  });

  it('without a haircut is the formula as it is printed', () => {
    expect(breakEven(year({ haircut: 0 }), 12).minutesSaved).toBeCloseTo(
      (60 * (7_200 + 30_000 - 4_800)) / (0.5 * 12_000 * 0.5 * 50),
      9,
    );
  });

  it.each<[string, Partial<Parameters>]>([
    ['no hour becomes anything', { capture: 0 }],
    ['an hour costs nothing', { hourly: 0 }],
    ['nobody uses it', { adoption: 0 }],
    ['there are no cases', { casesPerYear: 0 }],
    ['the haircut takes all', { haircut: 1 }],
  ])('has no minutes where %s', (_, change) => {
    expect(breakEven(year(change), 12).minutesSaved).toBeNull();
  });

  it('has no adoption without cases and no cases without adoption, but each without itself', () => {
    const noUse = breakEven(year({ adoption: 0 }), 12);
    expect(noUse.casesPerYear).toBeNull();
    expect(noUse.adoption).toBeCloseTo(36_000 / 5.02 / 12_000, 9);
    const noCases = breakEven(year({ casesPerYear: 0 }), 12);
    expect(noCases.adoption).toBeNull();
    expect(noCases.casesPerYear).toBeCloseTo(36_000 / 5.02 / 0.5, 9);
  });

  it.each<[string, Partial<Parameters>]>([
    ['costs more to run than it is worth', { runPerCase: 5.3 }],
    [
      'costs as much to run as it is worth',
      { haircut: 0, capture: 0, errorsToday: 0, errorsWithPoc: 0, runPerCase: 0 },
    ],
    ['takes longer', { minutesWithPoc: 30 }],
    ['loses, though nothing is built or fixed', { minutesWithPoc: 30, build: 0, runPerYear: 0 }],
  ])('has no adoption and no cases where a case %s', (_, change) => {
    expect(breakEven(year(change), 12)).toMatchObject({ adoption: null, casesPerYear: null });
  });

  it('asks for more than full use where that would be needed', () => {
    expect(breakEven(year({ build: 300_000 }), 12).adoption).toBeGreaterThan(1);
  });

  it('lets a case take longer where the errors alone pay', () => {
    expect(breakEven(year({ costPerError: 4_000 }), 12).minutesSaved).toBeLessThan(0);
  });
});

const amount = (most: number) => fc.integer({ min: 0, max: 1000 }).map((whole) => (whole * most) / 1000);
const anyYear = fc.record({
  minutesToday: amount(60),
  minutesWithPoc: amount(60),
  adoption: amount(1),
  casesPerYear: amount(50_000),
  errorsToday: amount(0.3),
  errorsWithPoc: amount(0.3),
  costPerError: amount(500),
  hourly: amount(120),
  capture: amount(1),
  runPerCase: amount(3),
  runPerYear: amount(40_000),
  build: amount(200_000),
  haircut: amount(0.5),
});

describe('at break-even', () => {
  it('the net is what building costs a year, whichever of the three is moved', () => {
    fc.assert(
      fc.property(anyYear, fc.integer({ min: 1, max: 60 }), (parameters, months) => {
        const { minutesSaved, adoption, casesPerYear } = breakEven(parameters, months);
        const moved = [
          minutesSaved !== null && { minutesToday: parameters.minutesWithPoc + minutesSaved },
          adoption !== null && { adoption },
          casesPerYear !== null && { casesPerYear },
        ].filter((one) => one !== false);
        const target = (parameters.build * 12) / months;
        for (const change of moved) {
          const { net, labour, errors, run } = outcomeOf({ ...parameters, ...change });
          const scale = Math.max(1, target, Math.abs(labour), Math.abs(errors), run);
          expect(Math.abs(net - target) / scale).toBeLessThan(1e-9);
        }
      }),
      { seed: 20_261_126, numRuns: 500 },
    );
  });
});

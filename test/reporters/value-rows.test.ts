import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportFigures, ReportValue } from '../../action/contract/report-value.ts';
import { toValue } from '../../action/reporters/report-value.ts';
import { standingRows } from '../../action/reporters/standing.ts';
import {
  armWords,
  breakEvens,
  type Calculated,
  calculation,
  denominatorWords,
  errorWords,
  isCalculated,
  spread,
  swings,
  valueLine,
  wholeMoney,
} from '../../action/reporters/value-rows.ts';
import { anyWorth, forbidden } from '../readiness/value/any-worth.ts';
import { aValue, withFigures } from './a-report.ts';

const all = aValue() as Calculated;
const figures = (change: Partial<ReportFigures>) => withFigures(change) as Calculated;
const plain = (text: string) => text.replaceAll('\u00A0', ' ');

describe('the calculation', () => {
  it('stands there with its figures in it, hours apart from money', () => {
    expect(calculation(all).map(({ what, formula, result }) => `${what}: ${formula} = ${result}`)).toEqual([
      'hours freed: use 50.7 % × 14,400 cases × 9.8 min ÷ 60 = 1,200 h a year (not money; P50 1,200)',
      'labour: 50 % of them × 1,200 h × €60.00 = €35,892',
      'errors: 7,300 cases × +5.0 points × €38.33 = €14,000',
      'haircut: 10 % for evidence grade B = -€4,989',
      'run: 7,300 cases × €0.20 + €6,000 = -€7,461',
      'net a year: labour + errors + haircut + run = €37,442',
      'build, once: people, data, integration, training, security = €20,000',
    ]);
  });

  it('says when it makes more mistakes than a person', () => {
    const { parameters } = all.figures;
    const worse = figures({ parameters: { ...parameters, errors_with_poc: 0.125 } });
    expect(calculation(worse)[2]?.formula).toContain('× −2.5 points ×');
  });

  it('shows a cost of nothing as nothing', () => {
    expect([
      wholeMoney(-0, 'EUR', 'en'),
      wholeMoney(-0.2, 'EUR', 'en'),
      wholeMoney(-0.6, 'EUR', 'en'),
    ]).toEqual(['€0', '€0', '-€1']);
  });

  it('is there when figures and a currency are', () => {
    expect([
      isCalculated(null),
      isCalculated(aValue({ figures: null })),
      isCalculated(aValue({ currency: null })),
      isCalculated(all),
    ]).toEqual([false, false, false, true]);
  });
});

describe('the spread', () => {
  it('has the worst first, and no payback that nobody should hope for', () => {
    expect(spread(all)).toEqual([
      { what: 'hours freed a year', low: '1,050 h', middle: '1,200 h', high: '1,340 h' },
      { what: 'net a year', low: '€27K', middle: '€37K', high: '€48K' },
      { what: 'payback', low: '9 months', middle: '7 months', high: '' },
    ]);
  });

  it.each([
    [{ p50: 0.6, p90: 1 }, '1 month', '1 month'],
    [{ p50: 1.4, p90: 1.1 }, '1 month', '2 months'],
    [{ p50: 11, p90: null }, '11 months', 'never'],
    [{ p50: null, p90: null }, 'never', 'never'],
  ])('says a payback of %o as %s, at worst %s', (payback_months, middle, low) => {
    expect(spread(figures({ payback_months }))[2]).toEqual({ what: 'payback', low, middle, high: '' });
  });
});

describe('the tornado', () => {
  it('names each parameter in its unit', () => {
    const swing = (
      parameter: ReportFigures['tornado'][number]['parameter'],
      at_p10: number,
      at_p90: number,
    ) => ({
      parameter,
      at_p10,
      at_p90,
      net_at_p10: 1,
      net_at_p90: 2,
    });
    const tornado = [
      swing('minutes_with_poc', 7.04, 8),
      swing('adoption', 0.5, 0.641),
      swing('cases_per_year', 14_399, 15_000),
      swing('cost_per_error', 20, 55.5),
    ];
    expect(swings(figures({ tornado }))).toEqual(
      [
        ['minutes with the POC', '7.0 min', '8.0 min'],
        ['use', '50 %', '64.1 %'],
        ['cases a year', '14,400', '15,000'],
        ['cost of an error', '€20.00', '€55.50'],
      ].map(([name, low, high]) => ({ name, low, high, netAtLow: 1, netAtHigh: 2 })),
    );
  });
});

describe('the break-evens', () => {
  it('say what would just do', () => {
    expect(breakEvens(all)).toEqual([
      '4.5 minutes saved a case',
      'use in 30.4 % of the cases',
      '8,620 cases a year',
    ]);
  });

  it.each([
    [1, 'use in 100 % of the cases'],
    [1.0001, 'not even use in every case would do'],
    [null, 'no use would do'],
  ])('say of a use of %s: %s', (adoption, says) => {
    expect(
      breakEvens(figures({ break_even: { minutes_saved: null, adoption, cases_per_year: null } })),
    ).toEqual(['no saving of minutes would do', says, 'no number of cases would do']);
  });
});

describe('what was measured, in words', () => {
  const arm = all.today as NonNullable<ReportValue['today']>;

  it('has n, interval, median, people and what was left out', () => {
    expect(armWords(arm)).toBe(
      '18.2 min (n=24, 95 % 16.9–19.5, log-normal 16.9–19.6; median 18.3; 3 people; 6 warm-up left out)',
    );
  });

  it('has no interval where there is none', () => {
    expect(armWords({ ...arm, n: 1, low: null, high: null, log_normal: null, people: 1, warm_up: 0 })).toBe(
      '18.2 min (n=1; median 18.3; 1 person)',
    );
  });

  it('never calls none seen 0 %', () => {
    expect(errorWords({ wrong: 0, checked: 50, rate: 0, low: 0, high: 0.0713 })).toBe(
      'none seen in 50, so at most 8 %',
    );
    expect(errorWords({ wrong: 9, checked: 200, rate: 0.045, low: 0.024, high: 0.083 })).toBe(
      '4.5 % (2–9), 9 of 200',
    );
  });

  it('has three denominators', () => {
    expect(
      denominatorWords(aValue({ denominators: { used: 9, people: 1, refused: 2, never_timed: 3 } })),
    ).toBe(
      '9 cases with the tool by 1 person · 2 refused the way that was assigned · 3 begun and never timed',
    );
    expect(denominatorWords(all)).toContain('by 3 people');
  });
});

describe('the worth in one line', () => {
  it('is the likely beside the worst, and hours apart from money', () => {
    expect(valueLine(all)).toEqual({
      strong: 'Net €37K a year, at least €27K; pays back in 7 months, at worst 9.',
      rest: '1,200 h a year freed, at least 1,050. Evidence grade B.',
    });
  });

  it('says of weak evidence for whom it is', () => {
    expect(valueLine(aValue({ headline: null, grade: 'C' }))?.rest).toMatch(
      /Evidence grade C, for use inside\.$/,
    );
  });

  it.each([
    [{ p50: 0.7, p90: null }, 'pays back in 1 month, at worst never.'],
    [{ p50: null, p90: null }, 'does not pay back.'],
    [{ p50: 11.5, p90: 15.1 }, 'pays back in 12 months, at worst 16.'],
  ])('says a payback of %o', (payback_months, says) => {
    expect(valueLine(figures({ payback_months }))?.strong).toContain(`; ${says}`);
  });

  it('is none while there is no number', () => {
    expect([
      valueLine(null),
      valueLine(aValue({ figures: null })),
      valueLine(aValue({ currency: null })),
    ]).toEqual([null, null, null]);
  });
});

describe('a line that must not be', () => {
  it('is not among ours, whatever was measured', () => {
    fc.assert(
      fc.property(anyWorth, (worth) => {
        const value = toValue(worth);
        const line = valueLine(value);
        const rows = standingRows({ standing: { minutes_today: null, pass_rate: null }, value });
        const words = [line?.strong ?? '', line?.rest ?? '', ...rows.flatMap(({ note }) => note)];
        for (const one of words) expect(forbidden(one.replace(/ min \(/, ' ('))).toEqual([]);
      }),
    );
  });

  it('stands in no cell: each minute has its n, each share its count, and review is in it', () => {
    fc.assert(
      fc.property(anyWorth, (worth) => {
        const value = toValue(worth);
        const [time, right] = standingRows({ standing: { minutes_today: null, pass_rate: null }, value });
        expect(time?.today).toMatch(/^[\d.]+ min \(n=\d+/);
        expect(time?.poc).toMatch(/^[\d.]+ min incl\. review \(n=\d+/);
        expect(right?.today).toMatch(/^not measured$|^[\d.]+ % \(-?\d+–\d+\), \d+ of \d+$/);
      }),
    );
  });

  it('is not there without a result, whatever else is', () => {
    fc.assert(
      fc.property(anyWorth, (worth) => {
        expect(valueLine(toValue(worth)) === null).toBe(worth.result === null);
      }),
    );
  });

  it('shows its number as one for use inside exactly when there is no headline', () => {
    const inside = plain(valueLine(aValue({ headline: null }))?.rest ?? '');
    expect([inside.includes('for use inside'), valueLine(all)?.rest.includes('for use inside')]).toEqual([
      true,
      false,
    ]);
  });
});

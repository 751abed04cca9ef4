import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReportFigures, reportValue } from '../../action/contract/report-value.ts';
import { NO_VALUE } from '../../action/readiness/value/value-evidence.ts';
import { toValue } from '../../action/reporters/report-value.ts';
import type { ValueResult } from '../../action/value/business-case.ts';
import { given } from '../given.ts';
import { anyWorth } from '../readiness/value/any-worth.ts';

const value = given.evidence(given.study()).measures.value;
const result = value.result as ValueResult;
const all = toValue(value);

describe('the worth as published JSON', () => {
  it('has every figure under the name that the schema has, and each count beside it', () => {
    expect(reportValue.parse(all)).toEqual(all);
    expect(all).toMatchObject({
      headline: value.headline,
      not_proven: [],
      grade: 'B',
      haircut: 0.1,
      currency: 'EUR',
      locale: 'en',
      today: {
        n: 24,
        warm_up: 6,
        people: 3,
        mean: value.today?.mean,
        median: value.today?.median,
        low: value.today?.interval?.low,
        high: value.today?.interval?.high,
      },
      with_poc: { n: 30, warm_up: 6, people: 3, mean: value.withPoc?.mean },
      saved_minutes: { mean: value.saved?.difference, low: value.saved?.low, high: value.saved?.high },
      comparison: 'before_after',
      adoption: {
        attempted: 560,
        eligible: 1104,
        share: 560 / 1104,
        from: '2026-10-19',
        to: '2026-11-15',
        users: 3,
      },
      errors_today: {
        wrong: 20,
        checked: 200,
        rate: 0.1,
        low: value.errorsToday?.interval.low,
        high: value.errorsToday?.interval.high,
      },
      errors_with_poc: { wrong: 10, checked: 200, rate: 0.05 },
      denominators: { used: 36, people: 3, refused: 0, never_timed: 0 },
      cost_per_case: { today: value.costPerCase?.today, with_poc: value.costPerCase?.withPoc },
      notes: [],
    });
    expect(all.adoption_weeks.map(({ from }) => from)).toEqual([
      '2026-10-19',
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
    ]);
  });

  it('has what the figures are made of, each at its mean', () => {
    const { mean } = result;
    expect(all.figures?.parameters).toEqual({
      minutes_today: mean.minutesToday,
      minutes_with_poc: mean.minutesWithPoc,
      adoption: mean.adoption,
      cases_per_year: mean.casesPerYear,
      errors_today: mean.errorsToday,
      errors_with_poc: mean.errorsWithPoc,
      cost_per_error: mean.costPerError,
      hourly: 60,
      capture: 0.5,
      run_per_case: 0.2,
      run_per_year: 6000,
      build: 20_000,
      haircut: 0.1,
    });
  });

  it('has the percentiles, the break-evens and the rest of the result', () => {
    expect(all.figures).toMatchObject({
      hours: result.hours,
      net: result.net,
      payback_months: result.paybackMonths,
      roi_12_months: result.roi,
      net_positive: result.netPositive,
      break_even: {
        minutes_saved: result.breakEven.minutesSaved,
        adoption: result.breakEven.adoption,
        cases_per_year: result.breakEven.casesPerYear,
      },
      npv: null,
      slideware: result.slideware,
    });
  });

  it('has lines that add up to the net', () => {
    const { labour, errors, haircut, run, net, build } = (all.figures as ReportFigures).lines;
    expect(labour + errors + haircut + run).toBeCloseTo(net, 6);
    expect([Math.sign(haircut), Math.sign(run), build]).toEqual([-1, -1, 20_000]);
  });

  it('has a bar of the tornado for each that varies', () => {
    expect(all.figures?.tornado).toEqual(
      result.tornado.map(({ parameter, atP10, atP90, netAtP10, netAtP90 }) => ({
        parameter: parameter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        at_p10: atP10,
        at_p90: atP90,
        net_at_p10: netAtP10,
        net_at_p90: netAtP90,
      })),
    );
    expect(all.figures?.tornado.length).toBeGreaterThan(4);
  });

  it('says null for what never happens', () => {
    const never = { p50: 11, p90: Number.POSITIVE_INFINITY };
    expect(
      toValue({ ...value, result: { ...result, paybackMonths: never } }).figures?.payback_months,
    ).toEqual({ p50: 11, p90: null });
  });

  it('says what is missing with what to do, and no figure', () => {
    const gaps = [{ what: 'It is not known.', remedy: 'Time it.' }];
    expect(toValue({ ...value, gaps, result: null })).toMatchObject({
      not_proven: ['It is not known. Time it.'],
      figures: null,
    });
  });

  it('is all null where nothing is known', () => {
    expect(reportValue.parse(toValue(NO_VALUE))).toMatchObject({
      headline: null,
      grade: 'D',
      today: null,
      with_poc: null,
      saved_minutes: null,
      adoption: null,
      errors_today: null,
      cost_per_case: null,
      figures: null,
    });
  });

  it('has no interval of one row', () => {
    const today = { ...(value.today as NonNullable<typeof value.today>), n: 1, interval: null };
    expect(toValue({ ...value, today }).today).toMatchObject({ n: 1, low: null, high: null });
  });

  it('keeps to its schema through JSON, whatever was measured', () => {
    fc.assert(
      fc.property(anyWorth, (worth) => {
        const published = JSON.parse(JSON.stringify(toValue(worth)));
        expect(reportValue.safeParse(published).error).toBeUndefined();
      }),
    );
  });
});

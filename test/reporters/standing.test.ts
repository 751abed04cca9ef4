import { describe, expect, it } from 'vitest';
import type { Report } from '../../action/contract/report.ts';
import type { Readings } from '../../action/readiness/evidence.ts';
import { judge } from '../../action/readiness/judge.ts';
import { measure } from '../../action/readiness/measures.ts';
import { toReport } from '../../action/reporters/report.ts';
import { nothingMeasured, standingRows } from '../../action/reporters/standing.ts';
import { given } from '../given.ts';
import { aValue } from './a-report.ts';

type Rate = NonNullable<Report['standing']['pass_rate']>;
const MINUTES = { mean: 18.2, n: 32, low: 16.1, high: 20.3 };
const RATE: Rate = {
  rate: 0.9,
  low: 0.791,
  high: 0.956,
  passed: 45,
  rows: 50,
  cases: 50,
  to_person: 0,
  verdict: 'closable',
  unattended: false,
  against_person: null,
};
const rows = (standing: Partial<Report['standing']>, value: Report['value'] = null) =>
  standingRows({ standing: { minutes_today: null, pass_rate: null, ...standing }, value });
const right = (change: Partial<Rate>) => rows({ pass_rate: { ...RATE, ...change } })[1];

describe('against a person, time', () => {
  it('is that of today before there is a study', () => {
    expect(rows({ minutes_today: MINUTES })[0]).toEqual({
      what: 'time a case',
      today: '18.2 min (n=32, 16.1–20.3)',
      poc: 'not measured',
      note: '',
    });
  });

  it('is that of the study, with review and the minutes saved', () => {
    expect(rows({ minutes_today: MINUTES }, aValue())[0]).toEqual({
      what: 'time a case',
      today: '18.2 min (n=24, 16.9–19.5)',
      poc: '8.4 min incl. review (n=30, 7.6–9.1)',
      note: '−9.8 min (−8.3…−11.4)',
    });
  });

  it('says when it takes longer', () => {
    const saved_minutes = { mean: -2, low: -3.5, high: 0.5 };
    expect(rows({}, aValue({ saved_minutes }))[0]?.note).toBe('+2.0 min (+3.5…−0.5)');
  });

  it('has no interval of one case', () => {
    expect(rows({ minutes_today: { mean: 9, n: 1, low: null, high: null } })[0]?.today).toBe('9.0 min (n=1)');
  });
});

describe('against a person, right', () => {
  it.each([
    ['usable', 'usable with review'],
    ['closable', 'closable with review'],
    ['not-closable', 'not closable with review'],
  ] as const)('is %s in words', (verdict, note) => {
    expect(right({ verdict })).toEqual({
      what: 'right',
      today: 'not measured',
      poc: '90 % (79–96), 45 of 50',
      note,
    });
  });

  it('says for what, how far from a person, and how many went to one', () => {
    const against_person = { difference: 0.045, low: -0.045, high: 0.083 };
    expect(right({ unattended: true, against_person, to_person: 3 })?.note).toBe(
      'closable unattended; +4.5 points (−4.5…+8.3); 3 went to a person',
    );
  });

  it('is for a person what was not wrong when others looked', () => {
    const errors_today = { wrong: 9, checked: 200, rate: 0.045, low: 0.0239, high: 0.0833 };
    expect(rows({}, aValue({ errors_today }))[1]).toEqual({
      what: 'right',
      today: '95.5 % (91–98), 191 of 200',
      poc: 'not measured',
      note: '',
    });
  });
});

describe('against a person, cost', () => {
  it('stands there only where there is money', () => {
    expect(rows({}, aValue({ cost_per_case: { today: 15.769, with_poc: 6.7 } }))[2]).toEqual({
      what: 'cost a case',
      today: '€15.77',
      poc: '€6.70',
      note: '',
    });
    expect(rows({}, aValue({ cost_per_case: null }))).toHaveLength(2);
    expect(rows({}, aValue({ currency: null }))).toHaveLength(2);
    expect(rows({})).toHaveLength(2);
  });
});

describe('nothing measured', () => {
  const nothing = aValue({ with_poc: null, errors_today: null });

  it.each<[string, Pick<Report, 'standing' | 'value'>, boolean]>([
    ['nothing', { standing: { minutes_today: null, pass_rate: null }, value: nothing }, true],
    [
      'nothing, without a baseline',
      { standing: { minutes_today: null, pass_rate: null }, value: null },
      true,
    ],
    ['minutes', { standing: { minutes_today: MINUTES, pass_rate: null }, value: nothing }, false],
    ['answers', { standing: { minutes_today: null, pass_rate: RATE }, value: nothing }, false],
    [
      'minutes with the POC',
      { standing: { minutes_today: null, pass_rate: null }, value: aValue({ errors_today: null }) },
      false,
    ],
    [
      'errors of today',
      { standing: { minutes_today: null, pass_rate: null }, value: aValue({ with_poc: null }) },
      false,
    ],
  ])('is said where there is %s', (_, report, is) => {
    expect(nothingMeasured(report)).toBe(is);
  });
});

describe('the standing of a judged POC', () => {
  /** 50 real cases of which so many passed. */
  function standing(
    passed: number,
    over: Parameters<typeof given.study>[0] = {},
    instead: Partial<Readings> = {},
  ) {
    const cases = given.cases(50);
    const results = given.results(
      cases.map(({ value }, n) => given.evalRow(value, n < passed ? {} : { verdict: 'fail' })),
    );
    const readings = given.readings(given.study({ cases, results, ...over }), instead);
    return toReport(judge([], readings, given.now), {
      version: '0.1.0',
      now: given.now,
      folder: '.',
      commit: null,
      base: { commit: null, how: 'nothing' },
      organisation: null,
      manifest: over.manifest?.value,
      measures: measure(readings, given.now),
      files: [],
    });
  }
  const { capabilities } = given.manifest().value;
  const unattended = { manifest: given.manifest({ capabilities: { ...capabilities, unattended: true } }) };

  // The bar is 80 %: the lower bound of 46 of 50 is 81.2 %, of 45 78.6 %; the upper of 35 is 80.9 %, of 34 79.2 %.
  it.each([
    [46, 'usable'],
    [45, 'closable'],
    [35, 'closable'],
    [34, 'not-closable'],
  ] as const)('is, with %d of 50 passed, %s', (passed, verdict) => {
    expect(standing(passed).standing.pass_rate).toMatchObject({ verdict, unattended: false, passed });
  });

  it('is held to the higher bar where nobody looks', () => {
    expect(standing(46, unattended).standing.pass_rate).toMatchObject({
      verdict: 'closable',
      unattended: true,
    });
  });

  it('is compared with a person where others counted the errors of one', () => {
    // 45 of 50 are right, and 180 of 200 were: √((0.9 − 0.7864)² + (0.9343 − 0.9)²) below.
    expect(standing(45).standing.pass_rate?.against_person).toMatchObject({
      difference: expect.closeTo(0, 10),
      low: expect.closeTo(-0.1187, 4),
    });
    expect(
      standing(45, { checkedCases: given.checkedCases(0, 200) }).standing.pass_rate?.against_person,
    ).toBeNull();
  });

  it('has a worth where there is a baseline, and none where there is not', () => {
    const missing = { status: 'missing', lookedIn: 'baseline.yaml', remedy: '' } as const;
    expect(standing(45).value).toMatchObject({ headline: expect.any(String), not_proven: [] });
    expect(standing(45, {}, { baseline: missing }).value).toBeNull();
  });
});

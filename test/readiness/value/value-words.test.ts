import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValueEvidence } from '../../../action/readiness/value/value-evidence.ts';
import {
  amount,
  headlineOf,
  money,
  moneyShort,
  monthsWords,
  sameWords,
} from '../../../action/readiness/value/value-words.ts';
import type { ValueResult } from '../../../action/value/business-case.ts';
import { given } from '../../given.ts';
import { anyWorth, claims, forbidden } from './any-worth.ts';

const value = given.evidence(given.study()).measures.value;
const result = (change: Partial<ValueResult>): ValueEvidence => ({
  ...value,
  result: { ...(value.result as ValueResult), ...change },
});
const headline = (change: Partial<ValueEvidence> = {}) => headlineOf({ ...value, ...change }, 'It');

describe('the headline', () => {
  it.each<[string, Partial<ValueEvidence>]>([
    ['anything is missing', { gaps: [{ what: 'x', remedy: 'y' }] }],
    ['there is no result', { result: null }],
    ['the evidence is of grade C', { grade: 'C' }],
    ['the evidence is of grade D', { grade: 'D' }],
  ])('is not there while %s', (_, change) => {
    expect(headline(change)).toBeNull();
  });

  it.each<[string, ValueEvidence, string]>([
    [
      'hours that are lost',
      result({ hours: { p10: -120.4, p50: -80.6, p90: 0 } }),
      'Costs 80.6 h a year (at worst 121).',
    ],
    [
      'hours that may be lost',
      result({ hours: { p10: -120.4, p50: 80.6, p90: 99 } }),
      'Frees 80.6 h a year (at least -121).',
    ],
    [
      'a loss',
      result({ net: { p10: -5_210, p50: -1_000, p90: 10 } }),
      'Net -€1K a year after run cost, counting 50 % of the hours (at least -€5.3K).',
    ],
    ['one month', result({ paybackMonths: { p50: 0.8, p90: 1.2 } }), 'Pays back in 1 month (at worst 2).'],
    [
      'no payback at worst',
      result({ paybackMonths: { p50: 11.4, p90: Number.POSITIVE_INFINITY } }),
      'Pays back in 11 months (at worst never).',
    ],
    [
      'no payback',
      result({ paybackMonths: { p50: Number.POSITIVE_INFINITY, p90: Number.POSITIVE_INFINITY } }),
      'Does not pay back. Evidence',
    ],
    [
      'another language',
      { ...value, locale: 'de-CH', currency: 'CHF' },
      '18.2 → 8.4 min a case including review',
    ],
    ['a decimal comma', { ...value, locale: 'de' }, '18,2 → 8,4 min a case including review'],
  ])('says %s', (_, evidence, says) => {
    expect(headlineOf(evidence, 'It')?.replaceAll('\u00A0', ' ')).toContain(says);
  });

  it('says the share of the hours that is counted, which is not the likely one of a crooked range', () => {
    const share = { low: 0, likely: 0.3, high: 0.9 };
    const baseline = given.baseline({ value: given.money({ capture: { ...given.money().capture, share } }) });
    const { headline: words } = given.evidence(given.study({ baseline })).measures.value;
    expect(words).toContain('counting 40 % of the hours');
  });
});

describe('a headline that must not be', () => {
  it('is not one of ours, whatever was measured', () => {
    fc.assert(
      fc.property(anyWorth, (worth) => {
        const words = headlineOf(worth, 'It');
        if (words !== null) expect(forbidden(words)).toEqual([]);
      }),
    );
  });

  it('is there exactly when nothing is missing and the evidence is of grade A or B', () => {
    fc.assert(
      fc.property(anyWorth, (worth) => {
        const may = worth.gaps.length === 0 && worth.result !== null && 'AB'.includes(worth.grade);
        expect(headlineOf(worth, 'It') !== null).toBe(may);
      }),
    );
  });

  it('is not made by the time that the tool took, or by what somebody guessed', () => {
    fc.assert(
      fc.property(anyWorth, fc.double({ min: 0, max: 500, noNaN: true }), (worth, toolMinutes) => {
        const inputs = worth.inputs === null ? null : { ...worth.inputs, toolMinutes };
        expect(headlineOf({ ...worth, inputs }, 'It')).toBe(headlineOf(worth, 'It'));
      }),
    );
  });

  it('never promises at worst what is better than the likely', () => {
    fc.assert(
      fc.property(anyWorth, (worth) => {
        const words = headlineOf({ ...worth, locale: 'en', currency: 'USD' }, 'It');
        for (const { likely, worst } of claims(words ?? '')) expect(worst).toBeLessThanOrEqual(likely);
      }),
    );
  });

  it.each([
    ['It: saves up to 9 min', 'up to'],
    ['It: used on 64 % of cases', 'a share without its count'],
    ['It: 18.2 → 7.5 min a case', 'minutes without n'],
    ['It: 18.2 → 7.5 min a case (n=3/4, timed)', 'minutes without review'],
    ['It: saves an estimated 9 min', 'an estimate'],
    ['It: hours worth €9K in savings', 'savings'],
  ])('is known when it is seen: %s', (words, why) => {
    expect(forbidden(words)).toContain(why);
  });
});

describe('amounts', () => {
  it('have three digits, and at least is rounded down', () => {
    expect([amount(2_645, 'en'), amount(2_645, 'en', 'floor'), amount(2_641, 'en', 'ceil')]).toEqual([
      '2,650',
      '2,640',
      '2,650',
    ]);
    expect([amount(-121.4, 'en', 'floor'), amount(0, 'en')]).toEqual(['-122', '0']);
    expect([amount(-3e-15, 'en', 'floor'), amount(0.005, 'en'), moneyShort(-0.004, 'USD', 'en')]).toEqual([
      '0',
      '0.005',
      '$0',
    ]);
  });

  it('of money have two in short, and cents for a single case', () => {
    expect([moneyShort(50_649, 'USD', 'en'), moneyShort(50_649, 'USD', 'en', 'floor')]).toEqual([
      '$51K',
      '$50K',
    ]);
    expect([moneyShort(-3_890, 'USD', 'en', 'floor'), money(15.769, 'USD', 'en')]).toEqual([
      '-$3.9K',
      '$15.77',
    ]);
  });

  it('of months are one or many', () => {
    expect([0, 1, 2].map(monthsWords)).toEqual(['0 months', '1 month', '2 months']);
  });
});

describe('the same words', () => {
  it.each([
    ['a b', ' a\n b\t', true],
    ['50 %', '50\u00A0%', true],
    ['50 %', '50\u202F%', true],
    ['50 %', '50%', false],
    ['2\u202F610 h', "2'610 h", true],
    ['2 610 h', '2610 h', true],
    ['2 61 h', '261 h', false],
    ['€37K', '€73K', false],
    ['', ' ', true],
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameWords(a, b)).toBe(same);
  });
});

import { describe, expect, it } from 'vitest';
import {
  type Answer,
  answer,
  answerOf,
  brokenRules,
  categoryOf,
  type Fields,
  likeness,
  textOf,
} from '../src/answer.ts';
import { FIELD_NAMES, type FieldName, typeOf } from '../src/fields.ts';
import { hasWrongTotal, isImpossible, TOTALS, usualTotals } from '../src/rules.ts';
import { LONGEST_TEXT } from '../src/values/texts.ts';
import type { FieldType } from '../src/values/values.ts';
import { ANSWER, changed, ITEM, NOTHING } from './made-up.ts';

const [FIRST = FIELD_NAMES[0] as never] = FIELD_NAMES;

/** What may be written for a field of each type, and what may not. */
const WRITTEN: Record<FieldType, { good: unknown[]; bad: unknown[] }> = {
  text: { good: ['a', 'a'.repeat(LONGEST_TEXT)], bad: ['', 'a'.repeat(LONGEST_TEXT + 1), 7] },
  amount: {
    good: ['0.00', '-0.50', '1234.50', '999999999999.99'],
    bad: ['1234.5', '1,234.50', '01.00', '€ 1.00', '1000000000000.00', '1.00\n', 12.5],
  },
  date: {
    good: ['2026-03-04', '2024-02-29'],
    bad: ['2025-02-29', '2026-3-4', '4.3.2026', '2026-03-04T00:00:00Z'],
  },
  integer: { good: [0, -3, 5_000], bad: [1.5, '7', Number.NaN, 1e300] },
};

it.each(FIELD_NAMES)(
  'two answers are less alike by the share of %s alone where only that differs',
  (name) => {
    const other = changed(ANSWER, name, null);
    const share = ANSWER.fields[name] === null ? 1 : 1 - 1 / FIELD_NAMES.length;
    expect(likeness(ANSWER, other)).toBeCloseTo(share, 12);
  },
);

describe('an answer', () => {
  it.each(FIELD_NAMES)('holds for %s what its type allows, or nothing', (name) => {
    const takes = (value: unknown) => answer.safeParse(changed(ANSWER, name, value as never)).success;
    const { good, bad } = WRITTEN[typeOf(name)];
    for (const value of [...good, null]) expect(takes(value), JSON.stringify(value)).toBe(true);
    for (const value of bad) expect(takes(value), JSON.stringify(value)).toBe(false);
  });

  it.each<[string, object]>([
    ['another status', { ...ANSWER, status: 'certain' }],
    ['a property too many', { ...ANSWER, approve: true }],
    ['a field too many', { ...ANSWER, fields: { ...ANSWER.fields, 'approved by': 'nobody' } }],
    ['a field left out', { ...ANSWER, fields: { ...ANSWER.fields, [FIRST]: undefined } }],
  ])('has no %s', (_, value) => {
    expect(answer.safeParse(value).success).toBe(false);
  });

  it('is its fields in one line, and counted by its status', () => {
    expect(JSON.parse(textOf(ANSWER))).toEqual(ANSWER.fields);
    expect(textOf(ANSWER)).not.toContain('\n');
    expect([categoryOf(ANSWER), categoryOf(changed(ANSWER, FIRST, null))]).toEqual(['complete', 'partial']);
  });
});

describe('the rules of the business', () => {
  const elsewhere = { fields: { text: 'A text that says something else' } };

  it.each<[string, Answer, typeof ITEM, string[]]>([
    ['an answer that stands in the document', ANSWER, ITEM, []],
    ['one that does not', ANSWER, elsewhere, FIELD_NAMES.map((name) => `not_in_document: ${name}`)],
    ['one without any value', answerOf(NOTHING), ITEM, ['nothing_found']],
    [
      'more status than values',
      { ...answerOf(NOTHING), status: 'complete' },
      ITEM,
      ['nothing_found', 'status_contradicts_fields'],
    ],
    ['less status than values', { ...ANSWER, status: 'partial' }, ITEM, ['status_contradicts_fields']],
  ])('for %s', (_, one, item, broken) => {
    expect(brokenRules(one, item)).toEqual(broken);
  });

  it.each(FIELD_NAMES)('find a value of %s alone that is not in the document', (name) => {
    const only = (fields: Fields) => changed(answerOf(NOTHING), name, fields[name]);
    expect(brokenRules(only(ANSWER.fields), ITEM)).toEqual([]);
    expect(brokenRules(only(ANSWER.fields), elsewhere)).toEqual([`not_in_document: ${name}`]);
  });

  it.each(FIELD_NAMES.filter((name) => typeOf(name) === 'date'))('find an impossible date in %s', (name) => {
    const item = { fields: { text: '1 March 1826' } };
    expect(brokenRules(changed(answerOf(NOTHING), name, '1826-03-01'), item)).toEqual([
      `impossible_date: ${name}`,
    ]);
  });
});

it.each(TOTALS)('the total $total is checked in an answer', ({ total, parts }) => {
  const add = (one: Answer, name: FieldName) => changed(one, name, name === total ? '90.00' : '1.00');
  const [first = total] = parts;
  const wrong = [...parts, total].reduce(add, answerOf(NOTHING));
  const item = { fields: { text: 'Each costs 1.00, together 90.00' } };
  expect(brokenRules(wrong, item)).toEqual(['total_does_not_add_up']);
  expect(brokenRules(changed(wrong, first, null), item)).toEqual([]);
});

it.each([
  ['1899-12-31', true],
  ['1900-01-01', false],
  ['2056-06-15', false],
  ['2056-06-16', true],
])('%s is a day that a document of June 2026 can say, or not', (day, impossible) => {
  expect(isImpossible(day, new Date('2026-06-15T12:00:00Z'))).toBe(impossible);
});

it.each<[string, Record<string, string | null>, boolean]>([
  ['to the cent', { total: '119.00', net: '100.00', tax: '19.00' }, false],
  ['but for one cent', { total: '119.01', net: '100.00', tax: '19.00' }, false],
  ['but for two cents', { total: '119.02', net: '100.00', tax: '19.00' }, true],
  ['too far the other way', { total: '118.98', net: '100.00', tax: '19.00' }, true],
  ['below nothing', { total: '-119.00', net: '-100.00', tax: '-19.00' }, false],
  ['as far as can be seen', { total: '119.00', net: null, tax: '19.00' }, false],
])('amounts add up %s, or not', (_, fields, wrong) => {
  expect(hasWrongTotal(fields, [{ total: 'total', parts: ['net', 'tax'] }])).toBe(wrong);
});

it.each([
  [['net', 'tax', 'total'], [{ total: 'total', parts: ['net', 'tax'] }]],
  [
    ['VAT_amount', 'Subtotal', 'grand_total', 'shipping'],
    [{ total: 'grand_total', parts: ['Subtotal', 'VAT_amount'] }],
  ],
  [['net', 'tax'], []],
  [['net', 'tax', 'total', 'gross'], []],
  [['internet', 'tax', 'total'], []],
])('of the amounts %j it is known what adds up', (names, totals) => {
  expect(usualTotals(names)).toEqual(totals);
});

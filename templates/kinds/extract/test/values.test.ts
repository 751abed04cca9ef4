import { describe, expect, it } from 'vitest';
import { LONGEST_TEXT } from '../src/values/texts.ts';
import { type FieldType, sameValue, standsIn, usual, type Value, valuesIn } from '../src/values/values.ts';

const read = (type: FieldType, text: string) => [
  ...new Set(valuesIn(type, usual(text)).map(({ value }) => value)),
];

describe('amounts', () => {
  it.each([
    ['1234.50', ['1234.50']],
    ['1234,5', ['1234.50']],
    ['1,234.50', ['1234.50']],
    ['1.234,50', ['1234.50']],
    ["1'234.50", ['1234.50']],
    ['1.234.567,89', ['1234567.89']],
    ['1,234', ['1234.00']],
    ['€ 12', ['12.00']],
    ['EUR12.00', ['12.00']],
    ['12,- EUR', ['12.00']],
    ['0.50', ['0.50']],
    ['007.00', ['7.00']],
    ['-12.00', ['-12.00']],
    ['−€12.00', ['-12.00']],
    ['Total - 12.00', ['12.00']],
    ['-0.00', ['0.00']],
    ['(12.00)', ['12.00']],
    ['12.00.', ['12.00']],
    ['1\u00a0234,50', ['1234.50', '1.00', '234.50']],
    ['2 300.00', ['2300.00', '2.00', '300.00']],
    ['１２.００', ['12.00']],
    ['999999999999.99', ['999999999999.99']],
  ])('%s is read', (text, values) => {
    expect(read('amount', text)).toEqual(values);
  });

  it.each([
    'nothing',
    '19 %',
    '7%',
    '2026-03-04',
    '4.3.2026',
    '03/04/2026',
    '12:30',
    '1234.567',
    '1,23,456',
    '1,234,50',
    '1000000000000.00',
    '192.168.0.1',
  ])('%s is none', (text) => {
    expect(read('amount', text)).toEqual([]);
  });
});

describe('whole numbers', () => {
  it.each<[string, number[]]>([
    ['21 pieces', [21]],
    ['1,234 kg', [1234]],
    ['-3', [-3]],
    ['19 %', [19]],
    ['INV-4711', [4711]],
    ['12.00', []],
    ['2026-03-04', []],
  ])('in %s', (text, values) => {
    expect(read('integer', text)).toEqual(values);
  });
});

describe('dates', () => {
  it.each([
    ['2026-03-04', ['2026-03-04']],
    ['2026/3/4', ['2026-03-04']],
    ['4.3.2026', ['2026-03-04']],
    ['4. 3. 2026', ['2026-03-04']],
    ['04.03.26', ['2026-03-04']],
    ['25/03/2026', ['2026-03-25']],
    ['03/25/2026', ['2026-03-25']],
    ['03/04/2026', ['2026-04-03', '2026-03-04']],
    ['4 March 2026', ['2026-03-04']],
    ['4th of March, 2026', ['2026-03-04']],
    ['4-Mar-2026', ['2026-03-04']],
    ['March 4, 2026', ['2026-03-04']],
    ['Sept. 4, 2026', ['2026-09-04']],
    ['4. März 2026', ['2026-03-04']],
    ['4 août 2026', ['2026-08-04']],
    ['4 de marzo de 2026', ['2026-03-04']],
    ['29.2.2024', ['2024-02-29']],
  ])('%s is read', (text, values) => {
    expect(read('date', text)).toEqual(values);
  });

  it.each([
    '29.2.2025',
    '31.4.2026',
    '2026-13-01',
    '4 Smarch 2026',
    '1.2.3.2026',
    '2026-03-041',
    '0.0.2026',
    '4.3.',
  ])('%s is none', (text) => {
    expect(read('date', text)).toEqual([]);
  });
});

describe('texts', () => {
  it.each([
    ['a line', 'to\nAcme Ltd\nagain', 'Acme Ltd'],
    ['what follows a colon', 'Supplier: Acme Ltd', 'Acme Ltd'],
    ['a column', 'Acme Ltd   17   EUR', 'Acme Ltd'],
    ['a cell', '| Acme Ltd | 17 |', 'Acme Ltd'],
    ['a sentence without its end', 'paid.', 'paid'],
    ['a name within a sentence', 'We got it from Smith & Sons Ltd on Monday', 'Smith & Sons Ltd'],
    ['the number of something', 'Order no INV-2026/17, thanks', 'INV-2026/17'],
  ])('can be %s', (_, text, value) => {
    expect(read('text', text)).toContain(value);
  });

  it('stand there once each, however many ways there are to find them', () => {
    const places = valuesIn('text', 'Acme: Acme7').map(({ start, end }) => `${start} ${end}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('are no longer than a field', () => {
    const longest = 'a'.repeat(LONGEST_TEXT);
    expect(read('text', longest)).toEqual([longest]);
    expect(read('text', `${longest}a`)).toEqual([]);
  });
});

it.each<[FieldType, Value | null, Value | null, boolean]>([
  ['text', 'Acme Ltd', 'ACME, Ltd.', true],
  ['text', 'Acme Ltd', 'Acme', false],
  ['text', 'Acme', null, false],
  ['text', null, null, true],
  ['amount', '1.00', '1.00', true],
  ['amount', '1.00', '-1.00', false],
  ['integer', 0, null, false],
])('the %s %s and %s are the same to a person, or not', (type, one, other, same) => {
  expect(sameValue(type, one, other)).toBe(same);
});

it.each<[FieldType, Value, string, boolean]>([
  ['text', 'Main Street 1, Springfield', 'Main Street 1\n SPRINGFIELD', true],
  ['text', 'Ace', 'The Palace', false],
  ['text', '…', 'The Palace …', false],
  ['amount', '1234.50', 'Total: 1.234,50', true],
  ['amount', '1234.51', 'Total: 1.234,50', false],
  ['amount', '12.00', 'Total: -12.00', false],
  ['date', '2026-03-04', 'on 3/4/2026', true],
  ['date', '2026-03-05', 'on 3/4/2026', false],
  ['integer', 7, 'seven', false],
])('whether the %s %s stands in %j', (type, value, text, stands) => {
  expect(standsIn(type, value, text)).toBe(stands);
});

it.each([
  ['digits', '1'.repeat(200_000)],
  ['groups of digits', '1,111'.repeat(40_000)],
  ['points', '1.'.repeat(100_000)],
  ['spaces', `1${' '.repeat(200_000)}`],
  ['capitals', 'A '.repeat(100_000)],
  ['colons', ':'.repeat(200_000)],
  ['hyphens', 'a-'.repeat(100_000)],
])('a text of nothing but %s is read in good time', (_, text) => {
  const started = process.cpuUsage();
  for (const type of ['text', 'amount', 'date', 'integer'] as const) valuesIn(type, text);
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
});

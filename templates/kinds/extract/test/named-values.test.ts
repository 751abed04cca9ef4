import { expect, it } from 'vitest';
import { namedValues, nameInWords } from '../alternative/named-values.ts';
import { OWN_LABELS } from '../alternative/own-labels.ts';
import { answer } from '../src/answer.ts';
import { FIELD_NAMES, typeOf } from '../src/fields.ts';
import { contextFor } from '../src/model/model.ts';
import type { FieldType } from '../src/values/values.ts';

const context = contextFor({ caseRef: 'test', user: 'test', role: 'test', kind: 'test' });
const said = async (text: string, own: typeof OWN_LABELS = {}) =>
  (await namedValues(own).ask({ fields: { text } }, context)).said;

/** A value of each type as a document writes it, as it is answered, and something else of the type. */
const SHOWN: Record<FieldType, [string, string | number, string]> = {
  text: ['Acme Ltd', 'Acme Ltd', 'Globex'],
  amount: ['-1.234,50', '-1234.50', '7.00'],
  date: ['4 March 2026', '2026-03-04', '5 April 2026'],
  integer: ['1,234', 1234, '5'],
};

it.each(FIELD_NAMES)(
  '%s is the first value after its name, in the same line or the one below',
  async (name) => {
    const [written, value, other] = SHOWN[typeOf(name)];
    const label = nameInWords(name).toUpperCase();
    for (const text of [
      `${label}: ${written}`,
      `x\n${label}\n${written}\n${other}`,
      `${label}: ${written}\n${label}: ${other}`,
    ]) {
      const reply = (await said(text)) as { answer: unknown };
      expect(answer.parse(reply.answer).fields[name], text).toBe(value);
    }
  },
);

it.each(FIELD_NAMES)('%s is looked for by your own words first', async (name) => {
  const [written, value, other] = SHOWN[typeOf(name)];
  const text = `${nameInWords(name)}: ${other}\nSo-called thing ${written}`;
  const reply = (await said(text, { [name]: ['so-called thing'] })) as { answer: unknown };
  expect(answer.parse(reply.answer).fields[name]).toBe(value);
});

it.each([
  ['begins', (name: string) => `${name}x`],
  ['ends', (name: string) => `x${name}`],
])('a name is not looked for where another word %s with it', async (_, within) => {
  const text = FIELD_NAMES.map((name) => `${within(nameInWords(name))}: Acme 1.00`).join('\n');
  expect(await said(text)).toEqual({ undecided: 'unfamiliar' });
});

it.each([
  ['invoice_date', 'invoice date'],
  ['invoiceDate', 'invoice Date'],
  ['total', 'total'],
])('the name %s is %s in a document', (name, words) => {
  expect(nameInWords(name)).toBe(words);
});

it('your own words are ones that can be found', () => {
  for (const label of Object.values(OWN_LABELS).flat()) expect(label).toMatch(/[\p{L}\p{N}]/u);
});

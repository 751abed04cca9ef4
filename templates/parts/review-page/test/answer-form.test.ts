import { describe, expect, it } from 'vitest';
import { answer } from '../src/answer.ts';
import { editShare, readable } from '../src/review-page/decide.ts';
import { fieldsOf, SCHEMA as OWN, readFields, type Schema } from '../src/review-page/form.ts';
import { filledIn } from './filled-in.ts';
import { ANSWER, OTHER_ANSWER } from './made-up.ts';

const SCHEMA: Schema = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['full', 'partial'] },
    text: { type: 'string', maxLength: 500 },
    total: { type: 'number' },
    due: { anyOf: [{ type: 'string', maxLength: 10 }, { type: 'null' }] },
    urgent: { type: 'boolean' },
    citations: {
      type: 'array',
      maxItems: 2,
      items: { type: 'object', properties: { source: { type: 'string', maxLength: 20 } } },
    },
  },
};
const VALUE = {
  status: 'full',
  text: 'Two lines\n  & "quotes"',
  total: 12.5,
  due: null,
  urgent: false,
  citations: [{ source: 'returns' }],
};

const sent = (page: string) => new URLSearchParams(filledIn(page));

describe('the fields of an answer', () => {
  it('give back the answer that they were made from', () => {
    const page = fieldsOf(SCHEMA, VALUE).text;
    expect(readFields(SCHEMA, sent(page))).toEqual(VALUE);
  });

  it.each([
    ['the one', ANSWER],
    ['the other', OTHER_ANSWER],
  ])('do so for the answers of this workflow: %s', (_, value) => {
    expect(answer.parse(readFields(OWN, sent(fieldsOf(OWN, value).text)))).toEqual(value);
  });

  it.each([
    ['/total', '7', 'total', 7],
    ['/total', 'seven', 'total', 'seven'],
    ['/total', '', 'total', ''],
    ['/due', '2026-01-02', 'due', '2026-01-02'],
    ['/due', '', 'due', null],
    ['/urgent', 'true', 'urgent', true],
    ['/citations/1/source', 'delivery', 'citations', [{ source: 'returns' }, { source: 'delivery' }]],
    ['/citations/0/source', ' ', 'citations', []],
  ])('are read: %s = %j', (name, text, key, expected) => {
    const form = sent(fieldsOf(SCHEMA, VALUE).text);
    form.set(name, text);
    expect(readFields(SCHEMA, form)).toEqual({ ...VALUE, [key]: expected });
  });

  it('offer no more rows than the contract allows', () => {
    const two = { ...VALUE, citations: [{ source: 'a' }, { source: 'b' }] };
    expect(fieldsOf(SCHEMA, two).text).not.toContain('/citations/2/');
    expect(fieldsOf(SCHEMA, VALUE).text).toContain('/citations/1/');
  });

  it('choose nothing for a person where nothing was proposed', () => {
    expect(fieldsOf(SCHEMA, null).text).toContain(
      '<select name="/status"><option value="" selected>—</option>',
    );
  });

  it('are escaped', () => {
    const hostile = '</textarea><script>alert(1)</script>';
    expect(fieldsOf(SCHEMA, { ...VALUE, text: hostile, due: hostile }).text).not.toContain('<script>');
  });
});

describe('what was changed', () => {
  it.each([
    ['', '', 0],
    ['same', 'same', 0],
    ['kitten', 'sitting', 3 / 7],
    ['abc', '', 1],
    ['', 'abc', 1],
    ['billing', 'delivery', 7 / 8],
    ['a long text that stays', 'a long test that stays', 1 / 22],
  ])('between %j and %j is a share of %f', (before, after, share) => {
    expect(editShare(before, after)).toBeCloseTo(share, 12);
  });

  it('is of what people read, and not of names and braces', () => {
    expect(readable(VALUE)).toBe('full\nTwo lines\n  & "quotes"\n12.5\nfalse\nreturns');
  });
});

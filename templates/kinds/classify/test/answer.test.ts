import { describe, expect, it } from 'vitest';
import { answer, brokenRules, categoryOf, likeness, textOf } from '../src/answer.ts';
import { FIRST, SECOND } from './made-up.ts';

describe('an answer', () => {
  it.each([
    ['a label that is not in the list', { label: `not ${FIRST}` }],
    ['a label with a line break', { label: `${FIRST}\n` }],
    ['no label', {}],
  ])('is not %s', (_, value) => {
    expect(answer.safeParse(value).success).toBe(false);
  });

  it('is its label in one line, and that is what is counted', () => {
    expect([textOf({ label: FIRST }), categoryOf({ label: SECOND })]).toEqual([FIRST, SECOND]);
  });
});

it('two answers are alike when their labels are the same', () => {
  expect([
    likeness({ label: FIRST }, { label: FIRST }),
    likeness({ label: FIRST }, { label: SECOND }),
  ]).toEqual([1, 0]);
});

describe('the rules of the business', () => {
  it.each([
    ['no category', {}, []],
    ['the same category', { category: ` ${FIRST} ` }, []],
    ['a category that is no label', { category: 'misc' }, []],
    ['another category', { category: SECOND }, ['contradicts_the_sender']],
  ])('for an item with %s', (_, fields, broken) => {
    expect(brokenRules({ label: FIRST }, { fields: { text: 'An item', ...fields } })).toEqual(broken);
  });
});

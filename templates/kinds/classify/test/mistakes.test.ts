import { expect, it } from 'vitest';
import { LABELS } from '../src/labels.ts';
import { isRepeated, mistakesIn } from '../src/mistakes.ts';
import { ANSWER, FIRST, ITEM, OTHER_ANSWER, SECOND } from './made-up.ts';

it('a mistake is any other label', () => {
  expect(mistakesIn(ANSWER, ITEM)).toEqual(LABELS.slice(1).map((label) => ({ label })));
  expect(mistakesIn(OTHER_ANSWER, ITEM)).toContainEqual(ANSWER);
});

it.each([
  ['another label than the sender chose, which a rule would have caught', FIRST, []],
  ['the label that the sender chose', SECOND, [{ label: SECOND }]],
])('a mistake is not %s', (_, category, expected) => {
  expect(mistakesIn(ANSWER, { fields: { text: 'An item', category } })).toEqual(expected);
});

it('a mistake is repeated in its own label only', () => {
  const mistake = { right: ANSWER, wrong: OTHER_ANSWER };
  expect([isRepeated(OTHER_ANSWER, mistake), isRepeated(ANSWER, mistake)]).toEqual([true, false]);
});

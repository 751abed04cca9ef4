import { describe, expect, it } from 'vitest';
import { type Answer, answer, brokenRules } from '../src/answer.ts';
import { isRepeated, mistakesIn } from '../src/mistakes.ts';
import { ANSWER, ITEM } from './made-up.ts';

const draft = (text: string, ...quotes: string[]): Answer => ({
  ...ANSWER,
  text,
  citations: quotes.map((quote) => ({ source: 'returns', quote })),
});
const item = (question: string, returns: string) => ({ fields: { question, 'source:returns': returns } });

const THIRTY = 'You can send goods back within 30 days.';
const TWELVE = 'You can send goods back within 12 days.';
const FREE = 'Returns are free within the country.';

describe('the mistakes in a draft', () => {
  const cited = (source: string, quote: string) => ({
    ...ANSWER,
    text: quote,
    citations: [{ source, quote }],
  });

  it('are sentences of the same source that answer something else, and other numbers', () => {
    expect(mistakesIn(ANSWER, ITEM)).toEqual([cited('returns', FREE), { ...ANSWER, text: TWELVE }]);
  });

  it('are sentences of other sources where the same one has no more', () => {
    const fields = { ...ITEM.fields, 'source:returns': THIRTY };
    expect(mistakesIn(ANSWER, { fields })).toEqual([
      cited('delivery', 'Parcels arrive within two working days.'),
      cited('delivery', 'We deliver to 12 countries.'),
      { ...ANSWER, text: TWELVE },
    ]);
  });

  it('keep the output contract and the rules', () => {
    for (const wrong of mistakesIn(ANSWER, ITEM))
      expect([answer.safeParse(wrong).success, brokenRules(wrong, ITEM)]).toEqual([true, []]);
  });

  it.each([
    [
      'a sentence that says as much about the question',
      'Send goods?',
      `${THIRTY} You can send all goods here.`,
    ],
    ['a sentence that stands in the draft', 'Send goods?', THIRTY],
    ['a sentence that is too short for a citation', 'Send goods?', `${THIRTY} Ask us.`],
    ['a sentence that is too long for a citation', 'Send goods?', `${THIRTY} Ask ${'kindly '.repeat(30)}.`],
    ['a number that is written otherwise', 'Send goods?', `${THIRTY} Send goods for 9.90 or 5.`],
  ])('are not %s', (_, question, returns) => {
    expect(mistakesIn(draft(THIRTY, THIRTY), item(question, returns))).toEqual([]);
  });

  it('are not what breaks a rule, such as an address that is nowhere', () => {
    const returns = `https://example.com/30 ${THIRTY} Send goods for 12.`;
    expect(mistakesIn(draft('See https://example.com/30', THIRTY), item('Send?', returns))).toEqual([]);
  });

  it('are in one sentence, and in the citation that it rests on', () => {
    const right = draft(`Hello $&! ${THIRTY} ${FREE}`, FREE, THIRTY);
    const source = `${THIRTY} ${FREE} Welcome to our pages.`;
    expect(mistakesIn(right, item('What days can I send goods back?', source))).toEqual([
      draft(`Hello $&! Welcome to our pages. ${FREE}`, FREE, 'Welcome to our pages.'),
    ]);
  });

  it('are none where the whole text is in words of its own, without a number', () => {
    expect(mistakesIn(draft('Yes, of course.', THIRTY), ITEM)).toEqual([]);
  });
});

describe('a mistake is repeated', () => {
  it.each<[string, string, string, boolean]>([
    ['as it was', TWELVE, TWELVE, true],
    ['with a greeting', TWELVE, `Good morning, ${TWELVE.toUpperCase()}`, true],
    ['in other words', TWELVE, 'It is 12 days.', true],
    ['not at all, once it is right', TWELVE, THIRTY, false],
    ['not at all, in own words', TWELVE, 'A month.', false],
    ['with what is right beside it', FREE, `${THIRTY} ${FREE}`, true],
    ['not by its citation alone', FREE, THIRTY, false],
    ['in other letters', FREE, FREE.toUpperCase(), true],
    ['not by what is right in it', `${THIRTY} ${FREE}`, THIRTY, false],
  ])('%s', (_, wrong, saved, expected) => {
    expect(isRepeated(draft(saved, FREE), { right: draft(THIRTY, THIRTY), wrong: draft(wrong, FREE) })).toBe(
      expected,
    );
  });
});

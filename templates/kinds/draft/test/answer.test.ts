import { describe, expect, it } from 'vitest';
import { type Answer, answer, brokenRules, categoryOf, likeness, textOf } from '../src/answer.ts';
import { ANSWER, ITEM, OTHER_ANSWER } from './made-up.ts';

const draft = (over: Partial<Answer>): Answer => ({ ...ANSWER, ...over });
const cited = (source: string, quote: string) => draft({ citations: [{ source, quote }] });

describe('a draft', () => {
  it.each([
    ['1,200 characters', { text: 'a'.repeat(1200) }, true],
    ['1,201 characters', { text: 'a'.repeat(1201) }, false],
    ['no text', { text: '' }, false],
    ['another status', { status: 'certain' }, false],
    ['no citation', { citations: [] }, false],
    ['three citations', { citations: Array(3).fill(ANSWER.citations[0]) }, true],
    ['four citations', { citations: Array(4).fill(ANSWER.citations[0]) }, false],
    ['a citation of nine characters', { citations: [{ source: 'returns', quote: 'nine char' }] }, false],
    ['a property too many', { send: true }, false],
  ])('may have %s or not', (_, over, allowed) => {
    expect(answer.safeParse({ ...ANSWER, ...over }).success).toBe(allowed);
  });

  it('is one line for people, and counted by its status', () => {
    expect(textOf(draft({ text: 'One.\n\nTwo.' }))).toBe('One. Two.');
    expect([categoryOf(ANSWER), categoryOf(OTHER_ANSWER)]).toEqual(['full', 'partial']);
  });
});

it.each([
  ['the same source', ['a'], ['a'], 1],
  ['one source of two', ['a', 'b'], ['a'], 1 / 2],
  ['one source of three', ['a', 'b', 'b'], ['b', 'c'], 1 / 3],
  ['another source', ['a'], ['b'], 0],
])('two drafts that rest on %s are alike so far', (_, one, other, alike) => {
  const resting = (sources: string[]) =>
    draft({ citations: sources.map((source) => ({ source, quote: 'ten letters' })) });
  expect(likeness(resting(one), resting(other))).toBe(alike);
});

describe('the rules of the business', () => {
  it.each<[string, Answer, string[]]>([
    ['a draft that rests on its sources', ANSWER, []],
    ['a quote in other typography', cited('returns', '  you CAN send goods back within 30 days.'), []],
    [
      'a source that is not there',
      cited('refunds', 'You can send goods back within 30 days.'),
      ['cites_no_such_source'],
    ],
    [
      'a quote that is not in it',
      cited('returns', 'You can send goods back within a year.'),
      ['quote_not_in_source'],
    ],
    [
      'a quote of another source',
      cited('delivery', 'You can send goods back within 30 days.'),
      ['quote_not_in_source'],
    ],
    ['a number that is nowhere', draft({ text: 'Within 90 days.' }), ['fact_not_in_sources']],
    ['a number of another source', draft({ text: 'Within 12 days.' }), []],
    ['a page that is nowhere', draft({ text: 'See https://example.com/returns' }), ['fact_not_in_sources']],
    ['a mailbox that is nowhere', draft({ text: 'Write to a@example.com' }), ['fact_not_in_sources']],
    [
      'everything at once',
      { ...cited('refunds', 'Nobody ever said that.'), text: '90 days' },
      ['cites_no_such_source', 'fact_not_in_sources'],
    ],
  ])('for %s', (_, one, broken) => {
    expect(brokenRules(one, ITEM)).toEqual(broken);
  });
});

import { describe, expect, it } from 'vitest';
import { keywordRule, learnKeywords } from '../alternative/keyword-rule.ts';
import { OWN_KEYWORDS } from '../alternative/own-keywords.ts';
import { labelledWords } from '../src/model/embedded.ts';
import { contextFor } from '../src/model/model.ts';
import type { LabelledWords } from '../src/model/naive-bayes.ts';
import { FIRST, itemOf, madeUpRows, SECOND } from './made-up.ts';

const row = (label: string, ...words: string[]): LabelledWords => ({ label, words });
const ROWS = [
  row(FIRST, 'the', 'red', 'rose'),
  row(FIRST, 'the', 'red', 'wall'),
  row(SECOND, 'the', 'blue', 'wall'),
  row(SECOND, 'the', 'blue', 'red', 'sky'),
  row(SECOND, 'the', 'sky', 'sky', 'sky'),
];
const CONTEXT = contextFor({ caseRef: 'test', user: 'test', role: 'test', kind: 'test' });
const answer = async (
  rows: readonly LabelledWords[],
  text: string,
  own: Parameters<typeof keywordRule>[1] = [],
) => (await keywordRule(rows, own).ask(itemOf(text.split(' ')), CONTEXT)).said;
const said = (label: string, share: number) => ({ answer: { label }, signals: { share } });

describe('the keyword rule', () => {
  it('learns the words that tell a label from the others by the rows they stand in, and no word that all have', () => {
    const wordsOf = (label: string) =>
      learnKeywords(ROWS)
        .filter((one) => one.label === label)
        .map(({ word }) => word);
    expect(wordsOf(FIRST)).toEqual(['red', 'rose', 'wall']);
    expect(wordsOf(SECOND)).toEqual(['blue', 'sky']);
  });

  it('learns only so many words of each label', () => {
    expect(learnKeywords(ROWS, 1)).toEqual([
      { word: 'red', label: FIRST },
      { word: 'blue', label: SECOND },
    ]);
    expect(learnKeywords(madeUpRows(200, 0).map(labelledWords)).length).toBeLessThanOrEqual(2 * 20);
  });

  it.each([
    ['the label that most words name', 'a red rose on a blue wall', FIRST, 0.75],
    ['a word once, however often it stands there', 'red rose blue blue blue', FIRST, 2 / 3],
    ['words in capitals', 'SKY', SECOND, 1],
    ['the commonest label where words name as many of each', 'red sky', SECOND, 0.6],
    ['the commonest label where no word is known', 'elephants', SECOND, 0.6],
  ])('takes %s', async (_, text, label, confidence) => {
    expect(await answer(ROWS, text)).toEqual(said(label, confidence));
  });

  it('goes by words of your own before those that it learned, and by these where yours are in a draw', async () => {
    const own = [
      { word: 'red', label: SECOND },
      { word: 'paint', label: FIRST },
    ];
    expect(await answer(ROWS, 'red rose on a wall', own)).toEqual(said(SECOND, 1));
    expect(await answer(ROWS, 'red rose paint wall', own)).toEqual(said(FIRST, 1));
  });

  it('is undecided only where there is nothing to learn from', async () => {
    expect(await answer([], 'red')).toEqual({ undecided: 'too_little_training' });
    expect(await answer([row(FIRST, 'red')], 'blue')).toEqual(said(FIRST, 1));
  });

  it('is no straw man: on rows that words decide it does far better than the commonest label', async () => {
    const rule = keywordRule(madeUpRows(200, 0.1).map(labelledWords));
    const unseen = madeUpRows(200, 0.1, 7);
    const replies = await Promise.all(unseen.map(({ item }) => rule.ask(item, CONTEXT)));
    const right = unseen.filter(({ answer }, index) => {
      const { said } = replies[index] as { said: { answer: { label: string } } };
      return said.answer.label === answer.label;
    }).length;
    expect(right / unseen.length).toBeGreaterThan(0.8);
  });

  it('finds each of your own words: they are written as they are looked for', async () => {
    for (const { word, label } of OWN_KEYWORDS)
      expect(await answer(ROWS, word, [{ word, label }]), word).toEqual({ label, confidence: 1 });
  });
});

import { describe, expect, it } from 'vitest';
import { fitNaiveBayes, type LabelledWords } from '../src/model/naive-bayes.ts';

const words = (text: string) => text.split(' ');
const ROWS: LabelledWords[] = [
  { words: words('red ruby wine brick paint for the wall please'), label: 'warm' },
  { words: words('blue navy teal azure paint for the wall please'), label: 'cold' },
];

describe('the classifier', () => {
  const score = fitNaiveBayes(ROWS);

  it('prefers the label whose words it sees, and the more of them the more', () => {
    const few = score?.(words('ruby paint for the wall'));
    const many = score?.(words('ruby wine red brick wall'));
    expect(few).toMatchObject({ label: 'warm', known: 5 });
    expect(many?.label).toBe('warm');
    expect(many?.score).toBeGreaterThan(few?.score ?? Number.POSITIVE_INFINITY);
  });

  it('takes more words in the same proportion for more evidence', () => {
    const once = words('ruby paint for the wall');
    const twice = score?.([...once, ...once]).score ?? 0;
    expect(twice).toBeGreaterThan(1.2 * (score?.(once).score ?? Number.POSITIVE_INFINITY));
  });

  it.each([
    ['are new', 'bonjour monde', 0],
    ['speak for no label', 'paint for the wall', 4],
    ['cancel out', 'ruby navy bonjour monde', 2],
    ['are missing', '', 0],
  ])('has no label when the words %s', (_, text, known) => {
    expect(score?.(text === '' ? [] : words(text))).toEqual({ label: null, score: 0, known });
  });

  it.each([
    ['one label', ROWS.map((row) => ({ ...row, label: 'warm' }))],
    [
      'nine different words',
      [
        { words: words('a b c d e'), label: 'warm' },
        { words: words('f g h i'), label: 'cold' },
      ],
    ],
    ['no rows', []],
  ])('is not made of %s', (_, rows) => {
    expect(fitNaiveBayes(rows)).toBeUndefined();
  });

  it('is made of two labels and ten different words', () => {
    expect(
      fitNaiveBayes([
        { words: words('a b c d e'), label: 'warm' },
        { words: words('f g h i j'), label: 'cold' },
      ]),
    ).toBeDefined();
  });
});

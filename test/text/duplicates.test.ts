import { describe, expect, it } from 'vitest';
import { duplicates } from '../../action/text/duplicates.ts';
import { cpuTime } from '../cpu-time.ts';

const words = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `word${from + at}`).join(' ');

describe('duplicates', () => {
  it.each([
    ['texts that differ stand alone', ['red apple', 'green pear'], [0, 1], [0, 1]],
    ['texts that differ in layout are the same', ['Red, apple!', 'blue', 'red  apple'], [0, 1, 0], [0, 1, 0]],
    ['short texts that differ in a word are not alike', ['pay invoice 1', 'pay invoice 2'], [0, 1], [0, 1]],
    ['texts without words are the same only with the same marks', ['?', '!', '?'], [0, 1, 0], [0, 1, 0]],
  ])('%s', (_, texts, firstOf, sameAs) => {
    expect(duplicates(texts)).toEqual({ firstOf, sameAs });
  });

  // 100 words have 98 runs of three. A text with n words more or fewer shares all runs but n.
  it('puts texts together at nine tenths of common runs, and not below', () => {
    expect(duplicates([words(0, 100), words(0, 110)]).firstOf).toEqual([0, 0]);
    expect(duplicates([words(0, 100), words(0, 111)]).firstOf).toEqual([0, 1]);
  });

  it('follows chains: the ends are together although they are not alike', () => {
    const chain = [words(0, 100), words(5, 105), words(10, 110)];
    expect(duplicates([chain[0] ?? '', chain[2] ?? '']).firstOf).toEqual([0, 1]);
    expect(duplicates(chain).firstOf).toEqual([0, 0, 0]);
  });

  it('gives the same groups when the texts are turned round', () => {
    const texts = [words(0, 100), 'alone', words(3, 103), words(0, 100)];
    const groups = duplicates(texts).firstOf;
    const turned = duplicates([...texts].reverse()).firstOf;
    expect(groups).toEqual([0, 1, 0, 0]);
    expect(turned).toEqual([0, 0, 2, 0]);
  });

  it('stays quick when thousands are nearly the same', async () => {
    const texts = Array.from({ length: 4000 }, (_, at) => `${words(0, 120)} number${at}`);
    const compare = () => expect(new Set(duplicates(texts).firstOf)).toEqual(new Set([0]));
    expect(await cpuTime(compare)).toBeLessThan(10_000);
  });
});

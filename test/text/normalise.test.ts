import { describe, expect, it } from 'vitest';
import { normalise } from '../../action/text/normalise.ts';

describe('a normalised text', () => {
  it.each([
    ['case, marks and layout', 'Hello,\r\n\t World!!', 'hello world'],
    ['full-width letters', 'Ｈello ①', 'hello 1'],
    ['letters with combining accents', 'Cafe\u0301', 'café'],
    ['characters that are written without spaces', '日本 mail', '日 本 mail'],
    ['numbers', 'Invoice 12-34', 'invoice 12 34'],
    ['nothing', ' \n', ''],
  ])('does not depend on %s', (_, text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('keeps the marks of a text without words, so that all of those are not the same', () => {
    expect(normalise(' !! \n ??')).toBe('!! ??');
    expect(normalise('!!')).not.toBe(normalise('??'));
  });
});

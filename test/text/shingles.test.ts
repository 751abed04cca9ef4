import { describe, expect, it } from 'vitest';
import { jaccard, shingles } from '../../action/text/shingles.ts';

describe('shingles', () => {
  it.each([
    ['no word', '', 0],
    ['fewer words than a shingle has', 'one two', 1],
    ['as many words as a shingle has', 'one two three', 1],
    ['one word more', 'one two three four', 2],
    ['runs that repeat', 'a b c a b c a b c', 3],
  ])('of %s number %#', (_, text, count) => {
    expect(shingles(text, 3)).toHaveLength(count);
  });

  it('are ascending and distinct', () => {
    const all = [...shingles('the quick brown fox jumps over the lazy dog and the quick brown cat', 3)];
    expect(all).toEqual([...new Set(all)].sort((a, b) => a - b));
  });

  it('depend on the order of words', () => {
    expect(jaccard(shingles('a b c', 3), shingles('c b a', 3))).toBe(0);
  });

  it('tell two words from one that joins them', () => {
    expect(jaccard(shingles('ab c', 2), shingles('a bc', 2))).toBe(0);
  });
});

describe('Jaccard similarity', () => {
  const set = (...values: number[]) => Uint32Array.from(values);
  it.each([
    ['of equal sets is 1', set(1, 2), set(1, 2), 1],
    ['of disjoint sets is 0', set(1, 3), set(2, 4), 0],
    ['is shared over all', set(1, 2, 3), set(2, 3, 4), 0.5],
    ['of two empty sets is 0', set(), set(), 0],
    ['takes values beyond 31 bits', set(1, 4_000_000_000), set(4_000_000_000), 0.5],
  ])('%s', (_, a, b, expected) => {
    expect(jaccard(a, b)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { named, shortId } from '../../action/readiness/named-ids.ts';

describe('ids in a sentence', () => {
  it.each([
    [['a'], 'a'],
    [['a', 'b', 'c'], 'a, b, c'],
    [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
  ])('of %j are %s', (ids, words) => {
    expect(named(ids)).toBe(words);
  });

  it('are cut at 80 characters', () => {
    expect(shortId('x'.repeat(80))).toBe('x'.repeat(80));
    expect(named(['x'.repeat(1_000_000)])).toBe(`${'x'.repeat(80)}…`);
  });
});

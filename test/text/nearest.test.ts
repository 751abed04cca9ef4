import { describe, expect, it } from 'vitest';
import { nearest } from '../../action/text/nearest.ts';

describe('the nearest known word', () => {
  it.each([
    ['stag', 'stage'],
    ['stage ', 'stage'],
    ['owner', 'owner'],
    ['onwer', 'owner'],
    ['wonre', undefined],
    ['ownr', 'owner'],
    ['acknowledge', 'acknowledged_on'],
    ['completely else', undefined],
    ['', undefined],
  ])('to "%s" is %s', (word, near) => {
    expect(nearest(word, ['stage', 'owner', 'acknowledged_on'])).toBe(near);
  });

  it('is not looked for when the word is a text', () => {
    expect(nearest('s'.repeat(61), ['s'.repeat(61)])).toBeUndefined();
    expect(nearest('s'.repeat(60), ['s'.repeat(61)])).toBe('s'.repeat(61));
  });
});

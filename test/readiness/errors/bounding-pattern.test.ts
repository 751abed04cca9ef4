import { describe, expect, it } from 'vitest';
import { keepsProseOut } from '../../../action/readiness/errors/bounding-pattern.ts';

describe('a pattern keeps prose out', () => {
  it.each([
    '^[A-Z]{3}$',
    '^INV-\\d+$',
    '^(?:draft|final)$',
    '^[\\w.-]+@example\\.org$',
    '^[a-z0-9]+(?:-[a-z0-9]+)*$',
    '^v\\d+\\.\\d+$',
    '^a\\\\$',
    '^$',
  ])('when it admits one word: %s', (pattern) => {
    expect(keepsProseOut(pattern)).toBe(true);
  });
});

describe('a pattern does not keep prose out', () => {
  it.each([
    ['is anchored nowhere', 'INV'],
    ['is anchored at its start only', '^INV-'],
    ['is anchored at its end only', 'INV$'],
    ['ends in a dollar that is a character', '^a\\$'],
    ['has a dot', '^.*$'],
    ['has a space', '^[a-z ]+$'],
    ['has a space outside of a class', '^a +$'],
    ['has white space', '^[a-z\\s]+$'],
    ['has everything but one letter', '^[^x]*$'],
    ['has everything, written in two halves', '^[\\s\\S]*$'],
    ['has everything but digits', '^\\D*$'],
    ['has a range from space to tilde', '^[ -~]*$'],
    ['has a range from exclamation mark to tilde', '^[!-~]*$'],
    ['has a range by code points', '^[\\x00-\\uffff]*$'],
    ['has the letters of all scripts', '^\\p{L}+$'],
    ['has tags', '^[\\w<>/]+$'],
    ['has two sides of which neither is anchored at both ends', '^a|b$'],
    ['is empty', ''],
  ])('when it %s', (_, pattern) => {
    expect(keepsProseOut(pattern)).toBe(false);
  });

  it('when it is longer than any id is, and says so at once', () => {
    expect(keepsProseOut(`^${'a'.repeat(998)}$`)).toBe(true);
    expect(keepsProseOut(`^${'a'.repeat(999)}$`)).toBe(false);
    expect(keepsProseOut(`^${'[a-z'.repeat(50_000)}$`)).toBe(false);
  });
});

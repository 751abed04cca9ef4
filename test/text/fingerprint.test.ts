import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../action/text/fingerprint.ts';

describe('the fingerprint of a text', () => {
  // Test vectors of the IETF draft.
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('of "%s" is that of FNV-1a', (text, hash) => {
    expect(fingerprint(text)).toBe(hash);
  });

  it('has 16 digits, and is of the UTF-8', () => {
    for (const text of ['ä', '€', '😀', '\ud800']) expect(fingerprint(text)).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint('ä')).toBe('0ac21207b7181582');
  });
});

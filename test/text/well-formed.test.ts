import { describe, expect, it } from 'vitest';
import { wellFormed } from '../../action/text/well-formed.ts';

describe('well-formed text', () => {
  it.each([
    ['a\ud800b', 'a\ufffdb'],
    ['\udc00', '\ufffd'],
    ['\udc00\ud800', '\ufffd\ufffd'],
    ['😀 stays', '😀 stays'],
    ['', ''],
  ])('of %j is %j', (text, expected) => {
    expect(wellFormed(text)).toBe(expected);
  });
});

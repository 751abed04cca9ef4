import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../action/evidence/formats/shared/fingerprint.ts';

/** What it stands for, written as plainly as can be. */
function spelledOut(input: unknown): string {
  const sorted = (_: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const copy = Object.create(null) as Record<string, unknown>;
    for (const key of Object.keys(value).sort()) copy[key] = (value as Record<string, unknown>)[key];
    return copy;
  };
  return `#${createHash('sha256').update(JSON.stringify(input, sorted)).digest('hex').slice(0, 20)}`;
}

describe('a fingerprint', () => {
  it('is that of the input as JSON with sorted keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(fingerprint(value)).toBe(spelledOut(value));
      }),
    );
  });

  it.each([
    '{"b":1,"a":{"d":[{"f":1,"e":2}],"c":3}}',
    '{"__proto__":{"b":1,"a":2},"a":1}',
    '{"10":1,"9":2,"a":3}',
    '[{"b":1,"a":2},{"a":2,"b":1}]',
    '{}',
  ])('is so for %s', (text) => {
    expect(fingerprint(JSON.parse(text))).toBe(spelledOut(JSON.parse(text)));
  });

  it('does not depend on the order of keys, and does not change its input', () => {
    const input = { b: 1, a: [{ d: 1, c: 2 }] };
    expect(fingerprint(input)).toBe(fingerprint({ a: [{ c: 2, d: 1 }], b: 1 }));
    expect(JSON.stringify(input)).toBe('{"b":1,"a":[{"d":1,"c":2}]}');
  });

  it('differs for lists in another order', () => {
    expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
  });
});

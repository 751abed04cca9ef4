import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprintOf } from '../../../action/evidence/formats/promptfoo/promptfoo-fingerprint.ts';
import { fingerprint } from '../../../action/evidence/formats/shared/fingerprint.ts';

it('is the fingerprint of any other format', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(fingerprintOf(value)).toBe(fingerprint(value));
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
  expect(fingerprintOf(JSON.parse(text))).toBe(fingerprint(JSON.parse(text)));
});

it('does not depend on the order of keys, and does not change its input', () => {
  const input = { b: 1, a: [{ d: 1, c: 2 }] };
  expect(fingerprintOf(input)).toBe(fingerprintOf({ a: [{ c: 2, d: 1 }], b: 1 }));
  expect(JSON.stringify(input)).toBe('{"b":1,"a":[{"d":1,"c":2}]}');
});

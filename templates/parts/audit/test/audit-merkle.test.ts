import { describe, expect, it } from 'vitest';
import { canonical, rootOf, sha256 } from '../src/audit/entry.ts';

/** The leaves and roots by which implementations of RFC 6962 are compared, from those of Certificate Transparency. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = LEAVES.map((text) => sha256(Uint8Array.of(0), Buffer.from(text, 'hex')));

describe('the tree of RFC 6962', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))(
    'has over %i leaves the root %s',
    (size, root) => {
      expect(rootOf(leaves.slice(0, size))).toBe(`sha256:${root}`);
    },
  );
});

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    // The order of RFC 8785, section 3.2.3: by UTF-16 code units, so an emoji comes before U+FB33.
    [
      { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    [[1e21, 1e-7, -0, 0.1, 333333333.3333332], '[1e+21,1e-7,0,0.1,333333333.3333332]'],
    ['\u000f\n"\\€', '"\\u000f\\n\\"\\\\€"'],
  ])('writes %j in one way', (value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', undefined as unknown as null])(
    'refuses %s, which JSON cannot hold',
    (value) => {
      expect(() => canonical([value])).toThrow(TypeError);
    },
  );
});

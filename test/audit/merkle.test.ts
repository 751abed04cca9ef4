import { describe, expect, it } from 'vitest';
import { canonical } from '../../action/audit/canonical.ts';
import { inclusionPath, leafHash, rootFrom, rootOf } from '../../action/audit/merkle.ts';

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
const leaves = LEAVES.map((text) => leafHash(Buffer.from(text, 'hex')));
const hex = (hash: string) => hash.slice('sha256:'.length);
const other = leafHash(Buffer.from('ff', 'hex'));

describe('the tree of RFC 6962', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))(
    'has over %i leaves the root %s',
    (size, root) => {
      expect(hex(rootOf(leaves.slice(0, size)))).toBe(root);
    },
  );

  it('gives the path of the reference for leaf 1 of 8', () => {
    expect(inclusionPath(0, leaves).map(hex)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
  });

  // Sizes beyond the reference, so that each form of the right edge occurs.
  const many = Array.from({ length: 33 }, (_, index) => leafHash(Uint8Array.of(index)));

  it('proves every leaf of every size, and that no other leaf is there', () => {
    for (let size = 1; size <= many.length; size += 1) {
      const tree = many.slice(0, size);
      const root = hex(rootOf(tree));
      for (const [index, leaf] of tree.entries()) {
        const path = inclusionPath(index, tree);
        expect(hex(rootFrom(index, size, leaf, path) ?? other)).toBe(root);
        expect(hex(rootFrom(index, size, other, path) ?? other)).not.toBe(root);
        expect(rootFrom(index, size, leaf, [...path, other])).not.toEqual(rootOf(tree));
        expect(rootFrom(index, size, leaf, path.slice(0, -1))).not.toEqual(size === 1 ? null : rootOf(tree));
      }
    }
  });

  it.each([
    [-1, 8],
    [8, 8],
  ])('has no leaf %i of %i', (index, size) => {
    expect(rootFrom(index, size, other, leaves.slice(0, 3))).toBeNull();
  });
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

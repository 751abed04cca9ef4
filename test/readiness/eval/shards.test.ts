import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shardOf } from '../../../action/readiness/eval/shards.ts';

describe('the shard of a case', () => {
  // FNV-1a (32 bits) of these texts: 811c9dc5, e40c292c and bf9cf968 (vectors of draft-eastlake-fnv).
  it.each([
    ['', 2, (0x811c9dc5 % 2) + 1],
    ['a', 7, (0xe40c292c % 7) + 1],
    ['foobar', 1000, (0xbf9cf968 % 1000) + 1],
  ])('%j of %i is that of the published hash', (id, of, shard) => {
    expect(shardOf(id, of)).toBe(shard);
  });

  it('is one of them, and always the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 256 }), (id, of) => {
        const shard = shardOf(id, of);
        expect(shard).toBeGreaterThanOrEqual(1);
        expect(shard).toBeLessThanOrEqual(of);
        expect(shardOf(id, of)).toBe(shard);
      }),
    );
  });

  it('is any of them about equally often', () => {
    const shards = Array.from({ length: 8000 }, (_, i) => shardOf(`case-${i}`, 8));
    const counts = [1, 2, 3, 4, 5, 6, 7, 8].map((shard) => shards.filter((one) => one === shard).length);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

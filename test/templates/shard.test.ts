import { constantFrom, property, assert as proves, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shardOf as gateShardOf } from '../../action/readiness/eval/shards.ts';
import { shardOf } from '../../templates/base/eval/shard.ts';

const SHARDS = [1, 2, 3, 4, 7, 16, 255, 256];

describe('the shard of a case', () => {
  it('is the same for a made repository as for its gate, whatever the id', () => {
    const id = string({ unit: 'binary', maxLength: 60 });
    proves(
      property(id, constantFrom(...SHARDS), (text, of) => {
        expect(shardOf(text, of)).toBe(gateShardOf(text, of));
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same for ten thousand ids that are counted up, and for half a character', () => {
    const ids = [...Array.from({ length: 10_000 }, (_, n) => `case-${n}`), '\ud800', '\udc00a', ''];
    for (const of of SHARDS) {
      expect(ids.map((id) => shardOf(id, of))).toEqual(ids.map((id) => gateShardOf(id, of)));
    }
  });
});

/** A part of the cases, such as 2 of 4. Both count from 1. */
export type Shard = { index: number; of: number };

/**
 * The shard that a case belongs to: FNV-1a (32 bits) over the UTF-8 of its id, modulo the number of shards. The same
 * in every run and on every machine, and a case that is added or removed moves no other.
 *
 * @returns 1 to `of`
 * @see G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake: The FNV Non-Cryptographic Hash Algorithm (IETF draft-eastlake-fnv)
 */
export function shardOf(id: string, of: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash % of) + 1;
}

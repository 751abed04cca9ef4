/** A part of the cases, such as 2 of 4. Both count from 1. */
export type Shard = { index: number; of: number };

const MOST_SHARDS = 256;
const WRITTEN = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/;

/** @returns the shard that a text such as `2/4` names; `null` when it names none that there can be. */
export function parseShard(text: string): Shard | null {
  const [, index, of] = (WRITTEN.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined) return null;
  return index <= of && of <= MOST_SHARDS ? { index, of } : null;
}

/**
 * The shard that a case belongs to: FNV-1a (32 bits) over the UTF-8 of its id, modulo the number of shards. The gate
 * computes the same, and refuses a case in the results of another shard.
 *
 * @returns 1 to `of`
 */
export function shardOf(id: string, of: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash % of) + 1;
}

/** @returns the cases of a shard in their order; without a shard all of them. */
export const casesOf = <T extends { id: string }>(shard: Shard | null, cases: readonly T[]): readonly T[] =>
  shard === null ? cases : cases.filter(({ id }) => shardOf(id, shard.of) === shard.index);

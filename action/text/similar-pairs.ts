import { jaccard } from './shingles.ts';

/** Sizes below are scaled by the threshold; without this, 0.9 × 70 comes out above 63. */
const ROUNDING = 1e-9;

const BUCKETS = 1 << 20;

/** @returns how often each token occurs, by its low bits: exact counts are not needed to order tokens by rarity. */
function roughFrequencies(sets: readonly Uint32Array[]): Uint32Array {
  const counts = new Uint32Array(BUCKETS);
  for (const set of sets) {
    for (const token of set) counts[token % BUCKETS] = (counts[token % BUCKETS] ?? 0) + 1;
  }
  return counts;
}

/** Two sets that are similar enough must share one of their few rarest tokens: only those are indexed. */
function rarest(set: Uint32Array, frequencies: Uint32Array, threshold: number): Uint32Array {
  const rarity = (token: number) => frequencies[token % BUCKETS] ?? 0;
  const length = set.length - Math.ceil(set.length * threshold - ROUNDING) + 1;
  return set
    .slice()
    .sort((a, b) => rarity(a) - rarity(b) || a - b)
    .subarray(0, length);
}

/**
 * The sets that have a token among their rarest, and at which place of their order. The first `alike` of them are
 * known to be linked to each other.
 */
type Holders = { sets: number[]; places: number[]; alike: number };

/** Whether two sets are together already. What is linked stays linked, and links chain. */
export type Linked = (a: number, b: number) => boolean;

/**
 * Calls `found` for pairs of sets whose Jaccard similarity is at least `threshold`. Exact: it misses none, apart
 * from pairs that are linked already. Empty sets are like nothing.
 * Prefix filtering as in Bayardo, Ma and Srikant, "Scaling Up All Pairs Similarity Search" (WWW 2007), with the
 * positional filter of Xiao, Wang, Lin and Yu, "Efficient Similarity Joins for Near Duplicate Detection" (WWW 2008).
 */
export function similarPairs(
  sets: readonly Uint32Array[],
  threshold: number,
  linked: Linked,
  found: (a: number, b: number) => void,
): void {
  const frequencies = roughFrequencies(sets);
  const index = new Map<number, Holders>();
  const setAt = (at: number): Uint32Array => sets[at] ?? new Uint32Array();
  const size = (at: number): number => setAt(at).length;
  const bySize = [...sets.keys()].filter((at) => size(at) > 0).sort((a, b) => size(a) - size(b) || a - b);
  for (const at of bySize) {
    const compared = new Set<number>();
    rarest(setAt(at), frequencies, threshold).forEach((token, place) => {
      const holders = index.get(token) ?? { sets: [], places: [], alike: 0 };
      index.set(token, holders);
      eachUnlinked(holders, at, linked, (other, otherPlace) => {
        // What comes before their first common token they do not share, so this much is the most they can.
        const most = Math.min(size(at) - place, size(other) - otherPlace);
        const least = ((size(at) + size(other)) * threshold) / (1 + threshold) - ROUNDING;
        if (most < least || compared.has(other)) return;
        compared.add(other);
        if (jaccard(setAt(at), setAt(other)) >= threshold) found(at, other);
      });
      holders.sets.push(at);
      holders.places.push(place);
    });
  }
}

/** Thousands of near-copies share their tokens. Once one of them is linked, the rest are passed over in one step. */
function eachUnlinked(
  holders: Holders,
  at: number,
  linked: Linked,
  visit: (other: number, place: number) => void,
): void {
  const { sets, places } = holders;
  for (let i = 0; i < sets.length; i++) {
    const other = sets[i] ?? at;
    if (i === holders.alike && linked(other, sets[0] ?? other)) holders.alike++;
    if (!linked(other, at)) visit(other, places[i] ?? 0);
    if (i < holders.alike && linked(other, at)) i = holders.alike - 1;
  }
}

import { disjointSets } from './disjoint-sets.ts';
import { normalise } from './normalise.ts';
import { shingles } from './shingles.ts';
import { similarPairs } from './similar-pairs.ts';

/** From which Jaccard similarity (0 to 1) on, and over runs of how many words, texts count as alike. */
export type Likeness = { similarity: number; words: number };

/** Texts are near-duplicates when at least this share of their three-word runs is common to both. */
export const NEAR_DUPLICATE: Likeness = { similarity: 0.9, words: 3 };

/** Which of a list of texts say the same. Numbers are places in that list. */
export type Duplicates = {
  /** For each text the first one of its group: itself when it stands alone. */
  firstOf: number[];
  /** For each text the first one that is the same word for word: itself when there is none before it. */
  sameAs: number[];
};

/** @returns the groups of texts that are alike, by chains of pairs: a is like b and b like c puts all three together. */
export function duplicates(texts: readonly string[], limits = NEAR_DUPLICATE): Duplicates {
  const firstWith = new Map<string, number>();
  const sameAs = texts.map((text, at) => {
    const normalised = normalise(text);
    const first = firstWith.get(normalised) ?? at;
    firstWith.set(normalised, first);
    return first;
  });
  const sets = disjointSets(texts.length);
  for (const [at, first] of sameAs.entries()) sets.join(first, at);
  joinNear([...firstWith.keys()], [...firstWith.values()], sets, limits);
  return { firstOf: texts.map((_, at) => sets.first(at)), sameAs };
}

function joinNear(
  normalised: string[],
  places: number[],
  sets: ReturnType<typeof disjointSets>,
  limits: Likeness,
): void {
  const place = (at: number): number => places[at] ?? at;
  similarPairs(
    normalised.map((text) => shingles(text, limits.words)),
    limits.similarity,
    (a, b) => sets.first(place(a)) === sets.first(place(b)),
    (a, b) => sets.join(place(a), place(b)),
  );
}

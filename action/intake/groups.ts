import { disjointSets } from '../text/disjoint-sets.ts';
import { duplicates } from '../text/duplicates.ts';

/** What makes two things the same: their text, or their id, which comes from the source's own identifier. */
export type Comparable = { text: string; id: string };

/** How something that was left out resembles what was kept: word for word, by its identifier alone, or closely, if need be through others. */
export type Likeness = 'exact' | 'near' | 'same_identifier';

export type Representatives = {
  /** Places of the things that stand for their group, one for each group. */
  chosen: number[];
  /** The other places, and why each was left out. */
  left: Map<number, Likeness>;
  /** Places among the chosen that are cases already. */
  present: Set<number>;
  /** Groups that something was left out of. */
  groups: number;
};

/**
 * Puts alike things together and chooses one of each group, so that no two splits can share one.
 * @param known cases that exist already: of their groups nothing else is chosen
 */
export function representatives(
  known: readonly Comparable[],
  incoming: readonly Comparable[],
): Representatives {
  const all = [...known, ...incoming];
  const { firstOf, sameAs } = duplicates(all.map((one) => one.text));
  const sets = disjointSets(all.length);
  for (const [at, first] of firstOf.entries()) sets.join(first, at);
  const firstWithId = firstPlaces(all.map((one) => one.id));
  for (const [at, first] of firstWithId.entries()) sets.join(first, at);

  const knownIds = new Set(known.map((one) => one.id));
  const group = (place: number): number => sets.first(known.length + place);
  const isKnown = (place: number): boolean => knownIds.has(incoming[place]?.id ?? '');
  const chosenOf = choose(incoming.length, group, isKnown, new Set(known.map((_, at) => sets.first(at))));

  const left = new Map<number, Likeness>();
  for (const place of incoming.keys()) {
    if (chosenOf.get(group(place)) === place) continue;
    const at = known.length + place;
    left.set(place, sameAs[at] !== at ? 'exact' : firstWithId[at] !== at ? 'same_identifier' : 'near');
  }
  const chosen = [...chosenOf.values()].sort((a, b) => a - b);
  const groups = new Set([...left.keys()].map(group)).size;
  return { chosen, left, present: new Set(chosen.filter(isKnown)), groups };
}

function firstPlaces(ids: readonly string[]): number[] {
  const first = new Map<string, number>();
  return ids.map((id, at) => {
    if (!first.has(id)) first.set(id, at);
    return first.get(id) ?? at;
  });
}

/** @returns for each group its choice: the first, but where a case is known only that case, if the source still has it. */
function choose(
  length: number,
  group: (place: number) => number,
  isKnown: (place: number) => boolean,
  knownGroups: Set<number>,
): Map<number, number> {
  const chosen = new Map<number, number>();
  for (let place = 0; place < length; place++) {
    const free = !chosen.has(group(place)) && (isKnown(place) || !knownGroups.has(group(place)));
    if (free) chosen.set(group(place), place);
  }
  return chosen;
}

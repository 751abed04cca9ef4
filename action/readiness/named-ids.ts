const MOST_NAMED = 3;
const LONGEST = 80;

/** @returns an id as it stands in a sentence: one of a megabyte must not push everything else away. */
export const shortId = (id: string, most = LONGEST): string =>
  id.length > most ? `${id.slice(0, most)}…` : id;

/** @returns the first few ids, and how many more there are. */
export function named(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED;
  const shown = ids.slice(0, MOST_NAMED).map((id) => shortId(id));
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

import type { Item } from './entry.ts';

/** The name of a slice heads a row of a table; what is longer is a text and names nothing. */
export const MAX_SLICE_CHARACTERS = 100;

/** Each value becomes a slice; a field with more of them tells items apart, and not kinds of items. */
export const MAX_SLICES = 50;

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Surrogate}\uFFFD]/u;

/** @returns the slice that a value names, or why it names none. */
export function sliceOf(value: string): { name: string } | 'empty' | 'unusable' {
  // A folded header has a tab where it goes on.
  const name = value.trim().replace(/\s+/g, ' ');
  if (name === '') return 'empty';
  return name.length > MAX_SLICE_CHARACTERS || UNPRINTABLE.test(name) ? 'unusable' : { name };
}

/** @returns the slices that an item's own values name. */
export const slicesIn = ({ sliceValues }: Item): string[] =>
  sliceValues.flatMap((value) => {
    const slice = sliceOf(value);
    return typeof slice === 'string' ? [] : [slice.name];
  });

export type SliceRow = { slice: string; items: number; sampled: number; training: number };

/** What the values of one field came to: its slices, and how many items have none of them. */
export type SliceField = { field: string; slices: SliceRow[]; empty: number; unusable: number };

/** An item that has a label, and which split its new case went to, if any. */
export type Placed = { item: Item; split: 'sampled' | 'training' | null };

/** @returns the slices of each field with their counts, in the order of the fields. */
export const sliceFields = (fields: readonly string[], items: readonly Placed[]): SliceField[] =>
  fields.map((field, at) => {
    const counts: SliceField = { field, slices: [], empty: 0, unusable: 0 };
    const rows = new Map<string, SliceRow>();
    for (const { item, split } of items) {
      const slice = sliceOf(item.sliceValues[at] ?? '');
      if (typeof slice === 'string') {
        counts[slice]++;
        continue;
      }
      const row = rows.get(slice.name) ?? { slice: slice.name, items: 0, sampled: 0, training: 0 };
      row.items++;
      if (split !== null) row[split]++;
      rows.set(slice.name, row);
    }
    counts.slices = [...rows.values()].sort((a, b) => (a.slice < b.slice ? -1 : 1));
    return counts;
  });

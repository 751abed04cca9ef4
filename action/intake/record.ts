import { type Entry, type Fields, MAX_ITEM_BYTES, malformed } from './entry.ts';
import { fieldsFrom, isBlank } from './fields.ts';

/**
 * What columns of a table or keys of a line are for. The label, and the identifier if there is one, are no input; what
 * names a slice stays input.
 */
export type Columns = { label: string; id: string | null; slices: readonly string[] };

/** @returns the item of a row: all its fields but the label and the identifier, which would give the answer away or name it. */
export function recordEntry(
  pairs: readonly (readonly [string, string])[],
  columns: Columns,
  raw: Uint8Array,
  place: string,
): Entry {
  if (raw.length > MAX_ITEM_BYTES) return malformed('too_large', place, raw);
  const all = new Map(pairs);
  const input = fieldsFrom(pairs.filter(([name]) => name !== columns.label && name !== columns.id));
  if (isBlank(input)) return malformed('empty', place, raw);
  const label = all.get(columns.label)?.trim() || null;
  const sliceValues = columns.slices.map((name) => all.get(name) ?? '');
  const identifier = identifierOf(all, columns, input);
  return { status: 'item', kind: 'row', identifier, label, fields: input, sliceValues };
}

/** Without an identifier a row is known by what it says: a row's number changes with the next export. */
function identifierOf(all: Map<string, string>, columns: Columns, input: Fields): string {
  const id = columns.id === null ? undefined : all.get(columns.id)?.trim();
  return id ? `id:${id}` : `content:${JSON.stringify(input)}`;
}

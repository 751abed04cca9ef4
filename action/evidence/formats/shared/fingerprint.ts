import { hash } from 'node:crypto';

/**
 * An id for a case whose tool gives it none: 80 bits of SHA-256 over its input as JSON with sorted keys, so the same
 * input has the same id in every run. Most objects have their keys in order already, and are written as they are: a
 * file may have a hundred thousand rows without an id.
 *
 * @throws RangeError for a value that is nested too deep
 */
export const fingerprint = (input: unknown): string =>
  `#${hash('sha256', JSON.stringify(ordered(input)) ?? 'undefined').slice(0, 20)}`;

/** @returns the value itself where all keys are in order, else a copy in which they are. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? orderedList(value) : orderedFields(value as Record<string, unknown>);
}

function orderedList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (let i = 0; i < list.length; i += 1) {
    const inner = ordered(list[i]);
    if (inner === list[i]) continue;
    copy ??= [...list];
    copy[i] = inner;
  }
  return copy ?? list;
}

function orderedFields(fields: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(fields);
  let same = true;
  for (let i = 0; i < keys.length && same; i += 1) {
    const key = keys[i] as string;
    if (i > 0 && key < (keys[i - 1] as string)) same = false;
    else if (ordered(fields[key]) !== fields[key]) same = false;
  }
  if (same) return fields;
  // Without a prototype, so that a key of the name __proto__ stays a key.
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of keys.sort()) copy[key] = ordered(fields[key]);
  return copy;
}

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
  let before = '';
  for (const key in fields) {
    if (key < before) return copyInOrder(fields);
    const value = fields[key];
    if (typeof value === 'object' && value !== null && ordered(value) !== value) return copyInOrder(fields);
    before = key;
  }
  return fields;
}

function copyInOrder(fields: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(fields).sort()) {
    const value = ordered(fields[key]);
    // A key of this name is to stay a key. Objects without a prototype take three times as long to write.
    if (key === '__proto__') Object.defineProperty(copy, key, { value, enumerable: true });
    else copy[key] = value;
  }
  return copy;
}

import { isFields } from '../formats/shared/fields.ts';
import { FIRST, MOST_TEXT } from './limits.ts';

/** What is below this many levels of a value tells no format from another. */
const LEVELS = 8;

/** @returns a copy for the head of a document: long strings and lists are cut, and what is deep is left out. */
export function cut(value: unknown, levels = LEVELS): unknown {
  if (typeof value === 'string') return value.slice(0, MOST_TEXT);
  if (Array.isArray(value)) {
    return levels === 0 ? [] : value.slice(0, FIRST).map((inner) => cut(inner, levels - 1));
  }
  if (!isFields(value)) return value;
  const copy: Record<string, unknown> = {};
  if (levels > 0) for (const key of Object.keys(value)) put(copy, key, cut(value[key], levels - 1));
  return copy;
}

/** Sets an own property: `__proto__` is a name like any other. */
export function put(fields: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') fields[key] = value;
  else Object.defineProperty(fields, key, { value, configurable: true, enumerable: true, writable: true });
}

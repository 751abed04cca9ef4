/** A JSON object of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns the value as an object; an empty one where it is something else. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** @returns the value as a list; an empty one where it is something else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** @returns an own property: names come from files, and `constructor` is a name like any other. */
export const own = (fields: Fields, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

/** @returns what stands at a dotted path of own properties and list indices; a whole key with dots in it goes first. */
export function at(value: unknown, path: string): unknown {
  if (isFields(value) && Object.hasOwn(value, path)) return value[path];
  return path.split('.').reduce<unknown>((inner, name) => {
    if (Array.isArray(inner)) return inner[Number(name)];
    return isFields(inner) ? own(inner, name) : undefined;
  }, value);
}

/** @returns text that is not empty, or a number as text: ids are written either way. `null` for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** @returns a finite number, also one that is written as text; `null` for NaN, infinity and anything else. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

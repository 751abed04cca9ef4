/** What a context of an expression may hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object, such as an event payload. */
export type JsonObject = { [key: string]: Json };

/** @returns the value as an object, or null when it is anything else. */
export function asObject(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

/** @returns the value at a dotted path such as `pull_request.base.sha`, or null when there is none. */
export function valueAt(value: Json, path: string): Json {
  let here: Json = value;
  for (const key of path.split('.')) here = asObject(here)?.[key] ?? null;
  return here;
}

/** @returns the text at a dotted path, or the empty string when there is none. */
export function textAt(value: Json, path: string): string {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : '';
}

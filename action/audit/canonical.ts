type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const LONE_SURROGATE = /\p{Cs}/u;

/**
 * The one way to write a value down, so that equal values have equal digests.
 *
 * @see RFC 8785, JSON Canonicalization Scheme: names in the order of UTF-16 code units, numbers as ECMAScript writes them
 * @throws TypeError for what JSON cannot hold
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'string' && !LONE_SURROGATE.test(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`${typeof value} that JSON cannot hold`);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${canonical(name)}:${canonical(one)}`).join(',')}}`;
}

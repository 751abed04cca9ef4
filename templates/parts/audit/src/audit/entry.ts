import { createHash } from 'node:crypto';
import { z } from 'zod';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Body = Readonly<Record<string, Json>>;

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/**
 * One line of the trail. `hash` is over all but `hash` and `body`, so that a body can be taken out when its time is up,
 * while when it was written and what it held stays provable. `prev` is the hash of the entry before.
 */
const entryShape = z.strictObject({
  seq: z.int().min(1),
  prev: digest.nullable(),
  at: z.iso.datetime(),
  kind: z.enum(['run', 'decision', 'erasure', 'mended']),
  digest,
  hash: digest,
  body: z.record(z.string(), z.json()).nullable(),
});
export type Entry = z.infer<typeof entryShape>;

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

/** @returns `sha256:…` of the parts, one after the other */
export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return `sha256:${hash.digest('hex')}`;
}

/** A leaf and a node begin with different bytes, so that neither can be passed off as the other. */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** @returns the hash of an entry, which is that of its leaf in the tree: over its canonical JSON without hash and body */
export const hashOf = ({ seq, prev, at, kind, digest }: Omit<Entry, 'hash' | 'body'>): string =>
  sha256(LEAF, canonical({ seq, prev, at, kind, digest }));

/** @returns the hash that stands for all leaves in this order (RFC 6962, 2.1): `sha256:…`, as the leaves */
export function rootOf(leaves: readonly string[]): string {
  const [first] = leaves;
  if (leaves.length < 2) return first ?? sha256();
  // The largest power of two below the number of leaves.
  const left = 2 ** (31 - Math.clz32(leaves.length - 1));
  return sha256(NODE, ...[leaves.slice(0, left), leaves.slice(left)].map((half) => bytesOf(rootOf(half))));
}

const bytesOf = (hash: string): Buffer => Buffer.from(hash.slice('sha256:'.length), 'hex');

/** @returns the entry of a line; `null` for a line that is none, or does not keep its own hash */
export function readEntry(line: string): Entry | null {
  try {
    const { data } = entryShape.safeParse(JSON.parse(line));
    if (data === undefined || canonical(data) !== line || hashOf(data) !== data.hash) return null;
    return data.body === null || sha256(canonical(data.body)) === data.digest ? data : null;
  } catch {
    return null;
  }
}

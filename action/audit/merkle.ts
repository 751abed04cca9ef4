import { createHash } from 'node:crypto';

/**
 * The tree of RFC 6962, section 2.1, over the hashes of its leaves, each written `sha256:…`. A leaf and a node begin with
 * different bytes, so that neither can be passed off as the other.
 */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** @returns `sha256:…` of the parts, one after the other */
export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return `sha256:${hash.digest('hex')}`;
}

export const leafHash = (data: string | Uint8Array): string => sha256(LEAF, data);
const nodeHash = (left: string, right: string): string => sha256(NODE, bytesOf(left), bytesOf(right));

const bytesOf = (hash: string): Buffer => Buffer.from(hash.slice('sha256:'.length), 'hex');

/** The largest power of two below `n`, for 2 and more. */
const split = (n: number): number => 2 ** (31 - Math.clz32(n - 1));

type Hashes = readonly string[];

/** @returns the hash that stands for all leaves, in this order */
export function rootOf(leaves: Hashes): string {
  const [first] = leaves;
  if (leaves.length < 2) return first ?? sha256();
  const k = split(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** @returns what has to be known beside a leaf to come to the root, from the bottom up (RFC 6962, 2.1.1) */
export function inclusionPath(index: number, leaves: Hashes): string[] {
  if (leaves.length < 2) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return index < k
    ? [...inclusionPath(index, left), rootOf(right)]
    : [...inclusionPath(index - k, right), rootOf(left)];
}

/** @returns the root that follows from a leaf and its path; `null` where the path has the wrong length */
export function rootFrom(index: number, size: number, leaf: string, path: Hashes): string | null {
  if (index < 0 || index >= size) return null;
  if (size === 1) return path.length === 0 ? leaf : null;
  const beside = path.at(-1);
  if (beside === undefined) return null;
  const k = split(size);
  const left = index < k;
  const inner = rootFrom(left ? index : index - k, left ? k : size - k, leaf, path.slice(0, -1));
  if (inner === null) return null;
  return left ? nodeHash(inner, beside) : nodeHash(beside, inner);
}

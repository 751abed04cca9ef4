import { createHash } from 'node:crypto';

/**
 * The tree of RFC 6962, section 2.1, over the hashes of its leaves. A leaf and a node begin with different bytes, so that
 * neither can be passed off as the other.
 */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const leafHash = (data: Uint8Array): Buffer => sha256(LEAF, data);
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right);

/** The largest power of two below `n`, for 2 and more. */
const split = (n: number): number => 2 ** (31 - Math.clz32(n - 1));

type Hashes = readonly Uint8Array[];

/** @returns the hash that stands for all leaves, in this order */
export function rootOf(leaves: Hashes): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return first;
  const k = split(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** @returns what has to be known beside a leaf to come to the root, from the bottom up (RFC 6962, 2.1.1) */
export function inclusionPath(index: number, leaves: Hashes): Uint8Array[] {
  if (leaves.length < 2) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return index < k
    ? [...inclusionPath(index, left), rootOf(right)]
    : [...inclusionPath(index - k, right), rootOf(left)];
}

/** @returns what shows that the tree of the first `from` leaves is the beginning of this one (RFC 6962, 2.1.2) */
export const consistencyPath = (from: number, leaves: Hashes): Uint8Array[] =>
  from === 0 ? [] : subproof(from, leaves, true);

/** `whole`: is this part the old tree itself? Then whoever checks knows its root. */
function subproof(from: number, leaves: Hashes, whole: boolean): Uint8Array[] {
  if (from === leaves.length) return whole ? [] : [rootOf(leaves)];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return from <= k
    ? [...subproof(from, left, whole), rootOf(right)]
    : [...subproof(from - k, right, false), rootOf(left)];
}

/** @returns the root that follows from a leaf and its path; `null` where the path has the wrong length */
export function rootFrom(index: number, size: number, leaf: Uint8Array, path: Hashes): Uint8Array | null {
  if (size === 1) return path.length === 0 ? leaf : null;
  const beside = path.at(-1);
  if (beside === undefined || index < 0 || index >= size) return null;
  const k = split(size);
  const left = index < k;
  const inner = rootFrom(left ? index : index - k, left ? k : size - k, leaf, path.slice(0, -1));
  if (inner === null) return null;
  return left ? nodeHash(inner, beside) : nodeHash(beside, inner);
}

/** A tree, as a checkpoint tells of it. */
export type Tree = { size: number; root: Uint8Array };

/** @returns whether the path shows that the old tree is the beginning of the new one */
export function isConsistent(before: Tree, now: Tree, path: Hashes): boolean {
  if (before.size === 0) return path.length === 0 && equal(before.root, sha256());
  const both = rootsFrom(before.size, now.size, path, before.root);
  return both !== null && equal(both.before, before.root) && equal(both.now, now.root);
}

type Both = { before: Uint8Array; now: Uint8Array };

/** @param known the root of the old tree, as long as this part is that tree itself */
function rootsFrom(from: number, size: number, path: Hashes, known: Uint8Array | null): Both | null {
  const beside = path.at(-1);
  if (from === size) {
    const root = known ?? beside;
    const expected = known === null ? 1 : 0;
    return root === undefined || path.length !== expected ? null : { before: root, now: root };
  }
  if (beside === undefined) return null;
  const k = split(size);
  const rest = path.slice(0, -1);
  if (from <= k) {
    const left = rootsFrom(from, k, rest, known);
    return left && { before: left.before, now: nodeHash(left.now, beside) };
  }
  const right = rootsFrom(from - k, size - k, rest, null);
  return right && { before: nodeHash(beside, right.before), now: nodeHash(beside, right.now) };
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const SPACE = 32;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const MIX = 0x9e3779b1;

/** @returns a 32-bit hash for each word of a normalised text (FNV-1a over UTF-16 units). */
function wordHashes(normalised: string): number[] {
  const hashes: number[] = [];
  let hash = FNV_OFFSET;
  let length = 0;
  for (let at = 0; at <= normalised.length; at++) {
    const unit = at < normalised.length ? normalised.charCodeAt(at) : SPACE;
    if (unit !== SPACE) {
      hash = Math.imul(hash ^ unit, FNV_PRIME);
      length++;
    } else if (length > 0) {
      hashes.push(hash);
      hash = FNV_OFFSET;
      length = 0;
    }
  }
  return hashes;
}

function runHash(words: number[], from: number, size: number): number {
  let hash = size;
  for (let at = from; at < from + size; at++) {
    hash = Math.imul(hash ^ (words[at] ?? 0), MIX);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

function distinctSorted(hashes: Uint32Array): Uint32Array {
  hashes.sort();
  let kept = 0;
  for (let at = 0; at < hashes.length; at++) {
    if (at === 0 || hashes[at] !== hashes[at - 1]) hashes[kept++] = hashes[at] ?? 0;
  }
  return hashes.slice(0, kept);
}

/**
 * @param normalised words joined by single spaces, as `normalise` gives them
 * @param size words per shingle; a shorter text is one shingle
 * @returns the distinct hashes of all runs of `size` words, ascending; empty for a text without words
 */
export function shingles(normalised: string, size: number): Uint32Array {
  const words = wordHashes(normalised);
  const length = Math.min(size, words.length);
  const runs = length === 0 ? 0 : words.length - length + 1;
  return distinctSorted(Uint32Array.from({ length: runs }, (_, at) => runHash(words, at, length)));
}

/** @returns how much two ascending sets share: intersection over union, 0 to 1. Two empty sets share nothing. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i] ?? 0;
    const right = b[j] ?? 0;
    if (left === right) shared++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  const union = a.length + b.length - shared;
  return union === 0 ? 0 : shared / union;
}

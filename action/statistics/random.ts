/** The state of xoshiro128**: four 32-bit words, not all 0. */
export type RandomState = readonly [number, number, number, number];

/**
 * Random numbers, 0 up to but not 1, in steps of 2⁻³². The same seed gives the same numbers on every machine.
 *
 * @param seed text, such as the hex digest of the input, or a whole number from 0 to 2³² − 1
 * @throws RangeError for a number that is no such whole number, or an empty text
 */
export function randomFrom(seed: string | number): () => number {
  const next = xoshiro128(stateFrom(seed));
  return () => next() / 2 ** 32;
}

/**
 * Whole random numbers from 0 to 2³² − 1, with a period of 2¹²⁸ − 1.
 *
 * @throws RangeError for a state of four zeros, which would give nothing else
 * @see D. Blackman and S. Vigna, ACM Trans. Math. Softw. 47:36 (2021), xoshiro128** 1.1
 */
export function xoshiro128(state: RandomState): () => number {
  if (state.every((word) => word === 0)) throw new RangeError('The state is all zeros');
  let [a, b, c, d] = state;
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** Four words from a 32-bit hash, each a golden step apart and mixed, so that close seeds start far apart. */
function stateFrom(seed: string | number): RandomState {
  const start = typeof seed === 'string' ? fnv1a(seed) : seed;
  if (!Number.isInteger(start) || start < 0 || start >= 2 ** 32)
    throw new RangeError(`seed is ${seed}; expected a whole number from 0 to 2^32 − 1`);
  const word = (step: number) => mix((start + Math.imul(step, 0x9e3779b9)) >>> 0);
  return [word(1), word(2), word(3), word(4)];
}

/** FNV-1a over UTF-16 units (G. Fowler, L. C. Noll, K.-P. Vo). */
function fnv1a(text: string): number {
  if (text === '') throw new RangeError('seed is empty; expected text, such as a digest');
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3 (A. Appleby). */
function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

import { expectCount, expectPositive } from './range.ts';

/**
 * The chance that at least one of k tries passes, estimated from n tries of which `passed` did: 1 − C(n−passed, k) /
 * C(n, k). It flatters: use it only where a person picks the best of k.
 *
 * @throws RangeError for counts that are not whole, `passed` over n, or k outside 1 to n
 * @see M. Chen et al., arXiv:2107.03374 (2021), equation 1
 */
export function passAtK(n: number, passed: number, k: number): number {
  expectTries(n, passed, k);
  return 1 - allFrom(n - passed, n, k);
}

/**
 * The chance that all of k tries pass, estimated from n tries of which `passed` did: C(passed, k) / C(n, k). It is what
 * unattended use needs.
 *
 * @throws RangeError as `passAtK`
 * @see S. Yao et al., arXiv:2406.12045 (τ-bench, 2024)
 */
export function passPowerK(n: number, passed: number, k: number): number {
  expectTries(n, passed, k);
  return allFrom(passed, n, k);
}

/** C(marked, k) / C(n, k): the chance that k of n, drawn without replacement, are all marked. */
function allFrom(marked: number, n: number, k: number): number {
  let chance = 1;
  for (let i = 0; i < k && chance > 0; i += 1) chance *= Math.max(0, marked - i) / (n - i);
  return chance;
}

function expectTries(n: number, passed: number, k: number): void {
  for (const [name, count] of Object.entries({ n, passed, k })) expectCount(name, count);
  expectPositive('k', k);
  if (passed > n || k > n)
    throw new RangeError(`passed is ${passed} and k is ${k}; expected ${n}, the tries, or fewer`);
}

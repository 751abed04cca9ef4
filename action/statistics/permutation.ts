import { chiSquareStatistic } from './chi-square-statistic.ts';
import { logGamma } from './gamma.ts';
import { hypergeometric } from './hypergeometric.ts';
import { expectCount } from './range.ts';

/** Up to so many tables each is looked at; beyond, some are drawn. */
const MOST_TABLES = 10_000;

/** Two statistics that are equal may differ in their last digits. */
const HAIR = 1e-9;

/** A p-value, and whether it was counted out rather than drawn. */
export type PermutationTest = { p: number; exact: boolean };

/**
 * Tests whether two samples have the same mix of kinds: the share of all ways to deal the pooled things out to the two
 * that give a χ² as large as the one found, or larger. With few tables each is counted; otherwise `permutations` are
 * drawn, the one found is counted among them, and so p is never 0.
 *
 * @param reference counts by kind
 * @param window counts by kind
 * @param permutations 1 or more; p is 1 / (permutations + 1) at least
 * @param random numbers from 0 up to 1
 * @throws RangeError for a count that is not a whole number of 0 or more, or for no permutations
 * @see B. Phipson and G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010) article 39
 */
export function permutationChiSquare(
  reference: ReadonlyMap<string, number>,
  window: ReadonlyMap<string, number>,
  permutations: number,
  random: () => number,
): PermutationTest {
  for (const count of [permutations - 1, ...reference.values(), ...window.values()])
    expectCount('A count', count);
  const kinds = [...new Set([...reference.keys(), ...window.keys()])];
  const found = kinds.map((kind) => window.get(kind) ?? 0);
  const pooled = kinds.map((kind, at) => (reference.get(kind) ?? 0) + (found[at] as number));
  const least = chiSquareStatistic(found, pooled) * (1 - HAIR);
  return tablesOf(pooled) <= MOST_TABLES
    ? { p: counted(pooled, sumOf(found), least), exact: true }
    : { p: drawn(pooled, sumOf(found), least, permutations, random), exact: false };
}

/** @returns how many tables there are at most: the last kind takes what the others leave. */
const tablesOf = (pooled: readonly number[]): number =>
  pooled.slice(0, -1).reduce((tables, count) => tables * (count + 1), 1);

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

function counted(pooled: readonly number[], n: number, least: number): number {
  const all = logChoose(sumOf(pooled), n);
  const sample = pooled.map(() => 0);
  let p = 0;
  const fill = (kind: number, left: number, logWays: number): void => {
    if (kind === pooled.length) {
      if (left === 0 && chiSquareStatistic(sample, pooled) >= least) p += Math.exp(logWays - all);
      return;
    }
    const count = pooled[kind] as number;
    // The last kind can take only what is left.
    for (let own = kind === pooled.length - 1 ? left : 0; own <= Math.min(count, left); own += 1) {
      sample[kind] = own;
      fill(kind + 1, left - own, logWays + logChoose(count, own));
    }
  };
  fill(0, n, 0);
  return Math.min(1, p);
}

/** A random table: each kind in turn takes its part of what is left, and the last takes the rest. */
function drawn(
  pooled: readonly number[],
  n: number,
  least: number,
  permutations: number,
  random: () => number,
): number {
  const total = sumOf(pooled);
  const draw = hypergeometric(total, random);
  const sample = new Float64Array(pooled.length);
  let asLarge = 1;
  for (let round = 0; round < permutations; round += 1) {
    let [taken, others] = [n, total];
    for (const [kind, count] of pooled.entries()) {
      others -= count;
      const own = draw(taken, count, others);
      sample[kind] = own;
      taken -= own;
    }
    if (chiSquareStatistic(sample, pooled) >= least) asLarge += 1;
  }
  return asLarge / (permutations + 1);
}

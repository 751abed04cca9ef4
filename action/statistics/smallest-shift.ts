import { normalCdf, normalQuantile } from './normal.ts';
import { expectInside, expectPositive } from './range.ts';
import { bisect } from './root.ts';

/** Two samples and what is asked of a test of them. */
export type ShiftTest = {
  /** Things in each sample, over 0. */
  reference: number;
  window: number;
  /** Of the test, over 0 and under 1. */
  alpha: number;
  power: number;
};

/**
 * The smallest total variation between two mixes that a χ² test of them finds with this power, wherever it lies: of all
 * shifts of a size, one that is spread evenly over even kinds is the hardest to see.
 *
 * @param kinds 2 or more
 * @returns over 0; more than 1 where no shift at all would be found
 * @throws RangeError for sizes not over 0, fewer than 2 kinds, or an alpha or power not between 0 and 1
 * @see J. Cohen, Statistical Power Analysis (1988) 7.2; by Cauchy and Schwarz Σ δ²/p is (Σ |δ|)² at least
 */
export function smallestMixShift(test: ShiftTest, kinds: number): number {
  expectPositive('kinds − 1', kinds - 1);
  return Math.sqrt(noncentrality(kinds - 1, test) * spreadOf(test)) / 2;
}

/**
 * The smallest distance of two cumulative shares that a test of Kolmogorov and Smirnov finds with this power, wherever it
 * lies: halfway up the values, where shares vary most.
 *
 * @returns over 0; more than 1 where no shift at all would be found
 * @throws RangeError as `smallestMixShift`
 * @see F. J. Massey, J. Am. Stat. Assoc. 46 (1951) 68–78
 */
export function smallestDistance(test: ShiftTest): number {
  expectInside('power', test.power);
  expectInside('alpha', test.alpha);
  const critical = Math.sqrt(-Math.log(test.alpha / 2) / 2);
  return (critical + normalQuantile(test.power) / 2) * Math.sqrt(spreadOf(test));
}

function spreadOf({ reference, window }: ShiftTest): number {
  expectPositive('reference', reference);
  expectPositive('window', window);
  return 1 / reference + 1 / window;
}

/** What χ² has to be over, which nothing asks for that can be told. */
const MOST = 1e6;

/**
 * How far from 0 the mean of χ² has to be moved. Both distributions by the normal of their cube root.
 *
 * @see S. H. Abdel-Aty, Biometrika 41 (1954) 538–540; with no shift E. B. Wilson and M. M. Hilferty, PNAS 17 (1931) 684–688
 */
function noncentrality(freedom: number, { alpha, power }: ShiftTest): number {
  expectInside('alpha', alpha);
  expectInside('power', power);
  const variance = 2 / (9 * freedom);
  const critical = freedom * (1 - variance + normalQuantile(1 - alpha) * Math.sqrt(variance)) ** 3;
  const found = (moved: number): number => {
    const mean = freedom + moved;
    const spread = (2 * (freedom + 2 * moved)) / (9 * mean ** 2);
    return 1 - normalCdf((Math.cbrt(critical / mean) - (1 - spread)) / Math.sqrt(spread));
  };
  return bisect(found, power, 0, MOST);
}

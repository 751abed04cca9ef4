import { incompleteBeta } from './beta.ts';
import { expectInside, expectPositive } from './range.ts';
import { bisect } from './root.ts';

/**
 * P(|T| ≥ |t|) for Student's t.
 *
 * @param df degrees of freedom, over 0
 * @see Abramowitz and Stegun 26.7.1
 */
export const twoSidedT = (t: number, df: number): number => incompleteBeta(df / (df + t * t), df / 2, 0.5);

const within = (t: number, df: number): number => 1 - twoSidedT(t, df);

/**
 * The value that Student's t exceeds in size with probability 1 − `confidence`.
 *
 * @param df degrees of freedom, over 0
 * @param confidence two-sided, such as 0.95
 * @throws RangeError for a df that is not finite and over 0, or a confidence that is not between 0 and 1
 * @see tables of Student's t, such as NIST/SEMATECH e-Handbook 1.3.6.7.2
 */
export function studentT(df: number, confidence = 0.95): number {
  expectPositive('df', df);
  expectInside('confidence', confidence);
  let high = 1;
  while (within(high, df) < confidence) high *= 2;
  return bisect((t) => within(t, df), confidence, 0, high);
}

import { normalCdf, normalQuantile } from './normal.ts';
import { randomFrom } from './random.ts';
import { expectCount, expectInside } from './range.ts';
import type { Interval } from './wilson.ts';

/** A number that sums up a sample. Must give a finite number for every sample of the same size. */
export type Statistic<T> = (sample: readonly T[]) => number;

/** The same seed gives the same interval. `draws` is 2000 and `confidence` a two-sided 0.95 unless told. */
export type BootstrapOptions = { seed: string | number; draws?: number; confidence?: number };

/**
 * The percentile interval of a statistic: what it comes to in samples drawn with replacement from the values. For
 * repeats pass whole cases as the values, so that their rows stay together.
 *
 * @throws RangeError for no values, too few draws for the confidence, a statistic that is not finite, a confidence not
 *   between 0 and 1, or a seed that `randomFrom` refuses
 * @see B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13
 */
export function bootstrap<T>(
  values: readonly T[],
  statistic: Statistic<T>,
  options: BootstrapOptions,
): Interval {
  const { drawn, tail } = draw(values, statistic, options);
  return { low: fromBelow(drawn, tail), high: fromAbove(drawn, tail) };
}

/**
 * The bias-corrected and accelerated interval: as `bootstrap`, but better where the statistic is skewed or biased.
 *
 * @returns `null` when the correction asks for a bound further out than any draw, as few and skewed values make it do:
 *   take more draws, or the percentile interval
 * @throws RangeError as `bootstrap`
 * @see B. Efron and R. J. Tibshirani (1993), chapter 14, equations 14.9 to 14.15
 */
export function bootstrapBca<T>(
  values: readonly T[],
  statistic: Statistic<T>,
  options: BootstrapOptions,
): Interval | null {
  const { drawn, tail } = draw(values, statistic, options);
  const under = shareUnder(drawn, statistic(values));
  if (under === 0 || under === 1) return null;
  const bias = normalQuantile(under);
  const pull = acceleration(values, statistic);
  const z = normalQuantile(tail);
  const [lower, upper] = [bias + z, bias - z];
  if (1 - pull * lower <= 0 || 1 - pull * upper <= 0) return null;
  const lowShare = normalCdf(bias + lower / (1 - pull * lower));
  const highShare = normalCdf(-bias - upper / (1 - pull * upper));
  if (rank(drawn, lowShare) < 1 || rank(drawn, highShare) < 1) return null;
  return { low: fromBelow(drawn, lowShare), high: fromAbove(drawn, highShare) };
}

/**
 * How fast the standard error of the statistic changes with its value, from the sample with one value left out at a
 * time. 0 when leaving one out changes nothing, or there is only one.
 *
 * @throws RangeError for a statistic that is not finite
 * @see B. Efron and R. J. Tibshirani (1993), equation 14.15
 */
export function acceleration<T>(values: readonly T[], statistic: Statistic<T>): number {
  if (values.length < 2) return 0;
  const left = values.map((_, out) => finite(statistic(values.filter((_, index) => index !== out))));
  const mean = left.reduce((sum, one) => sum + one, 0) / left.length;
  const moment = (power: number) => left.reduce((sum, one) => sum + (mean - one) ** power, 0);
  return moment(2) === 0 ? 0 : moment(3) / (6 * moment(2) ** 1.5);
}

/** The statistic of every draw, in ascending order, and the share that lies beyond either bound. */
function draw<T>(values: readonly T[], statistic: Statistic<T>, options: BootstrapOptions) {
  const { seed, draws = 2000, confidence = 0.95 } = options;
  if (values.length === 0) throw new RangeError('Nothing to draw from');
  expectCount('draws', draws);
  expectInside('confidence', confidence);
  const random = randomFrom(seed);
  const one = () => values.map(() => values[Math.floor(random() * values.length)] as T);
  const drawn = Array.from({ length: draws }, () => finite(statistic(one()))).sort((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  if (rank(drawn, tail) < 1)
    throw new RangeError(`draws is ${draws}; expected ${Math.ceil(1 / tail) - 1} or more for ${confidence}`);
  return { drawn, tail };
}

/** Draws that tie with the observed value count half. */
function shareUnder(drawn: readonly number[], observed: number): number {
  const under = drawn.filter((one) => one < observed).length;
  const equal = drawn.filter((one) => one === observed).length;
  return (under + equal / 2) / drawn.length;
}

/** The k-th smallest draw for k = ⌊(B+1) · share⌋, which treats both ends alike. */
const fromBelow = (drawn: readonly number[], share: number): number =>
  drawn[rank(drawn, share) - 1] as number;

const fromAbove = (drawn: readonly number[], share: number): number =>
  drawn[drawn.length - rank(drawn, share)] as number;

/** The tolerance keeps (B+1) · 0.025 whole where it is. */
const rank = (drawn: readonly number[], share: number): number =>
  Math.floor((drawn.length + 1) * share + 1e-9);

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`The statistic is ${value}; expected a finite number`);
  return value;
}

import { nearestRank } from '../statistics/quantile.ts';
import { randomFrom } from '../statistics/random.ts';
import type { Belief } from './beliefs.ts';
import type { Estimate3, Varying } from './business-case.ts';

export const DRAWS = 10_000;

/**
 * The draws of a parameter. Each parameter has a stream of random numbers of its own, of the seed and its name, so that
 * what is known of one does not move the draws of another.
 */
export function drawsOf({ mean, draw }: Belief, seed: string, parameter: Varying): Float64Array {
  const drawn = new Float64Array(DRAWS);
  if (draw === null) return drawn.fill(mean);
  const random = randomFrom(`${seed} ${parameter}`);
  return drawn.map(() => draw(random));
}

/** P10, P50 and P90 by nearest rank. @param ascending may end in infinities */
export const estimateOf = (ascending: Float64Array): Estimate3 => ({
  p10: nearestRank(ascending, 0.1),
  p50: nearestRank(ascending, 0.5),
  p90: nearestRank(ascending, 0.9),
});

import type { Difference } from '../statistics/newcombe.ts';
import { nearestRank } from '../statistics/quantile.ts';
import { timed } from './beliefs.ts';
import type { ValueInputs } from './business-case.ts';
import { DRAWS, drawsOf } from './draws.ts';
import { expectStudy } from './possible.ts';

/** Minutes saved a case: the observed difference of means, the 95 % interval of the draws and their P10. */
export type Saved = Difference & { p10: number };

/**
 * The minutes saved, known before there is any money. The same seed and rows give what `simulate` gives.
 *
 * @throws RangeError for an empty seed, an arm without rows, or minutes that are not finite and over 0
 */
export function savedBy(study: Pick<ValueInputs, 'seed' | 'today' | 'withPoc'>): Saved {
  expectStudy(study);
  const { seed } = study;
  const [today, withPoc] = [timed(study.today), timed(study.withPoc)];
  return savedOf(
    today.mean - withPoc.mean,
    drawsOf(today, seed, 'minutesToday'),
    drawsOf(withPoc, seed, 'minutesWithPoc'),
  );
}

/** @param today draws of the mean minutes, as many as `withPoc` has */
export function savedOf(difference: number, today: Float64Array, withPoc: Float64Array): Saved {
  const saved = new Float64Array(DRAWS).map((_, i) => (today[i] as number) - (withPoc[i] as number)).sort();
  return {
    difference,
    low: nearestRank(saved, 0.025),
    high: nearestRank(saved, 0.975),
    p10: nearestRank(saved, 0.1),
  };
}

import { randomFrom } from './random.ts';
import { expectCount, expectPositive } from './range.ts';

/**
 * Deals trials out to folds at random, right and wrong ones apart, so that every fold has its share of both.
 *
 * @param seed as `randomFrom`; the same one deals the same way
 * @returns the fold of each trial, from 0
 * @throws RangeError for a number of folds that is not whole and over 0, or a seed that `randomFrom` refuses
 * @see R. Kohavi, IJCAI (1995) 1137–1143
 */
export function stratifiedFolds(right: readonly boolean[], folds: number, seed: string | number): number[] {
  expectCount('folds', folds);
  expectPositive('folds', folds);
  const random = randomFrom(seed);
  const order = [true, false].flatMap((kind) =>
    shuffled(
      right.flatMap((one, index) => (one === kind ? [index] : [])),
      random,
    ),
  );
  const dealt: number[] = [];
  for (const [turn, index] of order.entries()) dealt[index] = turn % folds;
  return dealt;
}

/**
 * What each trial is given by a rule that had not seen it: one that was fitted to the other folds.
 *
 * @param learn makes the rule from the trials that it may see
 */
export function outOfFold<T>(
  trials: readonly T[],
  folds: readonly number[],
  learn: (seen: readonly T[]) => (trial: T) => number,
): number[] {
  const rules = new Map(
    [...new Set(folds)].map((fold) => [fold, learn(trials.filter((_, index) => folds[index] !== fold))]),
  );
  return trials.map((trial, index) => rules.get(folds[index] as number)?.(trial) as number);
}

/** Fisher and Yates's shuffle. */
function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const done = [...list];
  for (let last = done.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [done[last], done[other]] = [done[other] as T, done[last] as T];
  }
  return done;
}

/** A calibrated prediction for a row that the model had not learned from, and whether it was right. */
export type Answer = { confidence: number; correct: boolean };

/** How often an answer has to be right. A wrong one then may cost four times what asking a person costs. */
export const RIGHT_ENOUGH = 0.8;

/**
 * Chooses from which confidence on to answer: the lowest at which an item is likely enough to be right, and all items
 * answered so are right often enough even if luck had a part in it.
 * @returns the confidence, or `undefined` when there are too few trials, or too many mistakes, to answer at all.
 */
export function answersFrom(answers: readonly Answer[]): number | undefined {
  const candidates = [...new Set(answers.map((one) => one.confidence))].filter((one) => one >= RIGHT_ENOUGH);
  return candidates
    .sort((a, b) => a - b)
    .find((least) => {
      const given = answers.filter((one) => one.confidence >= least);
      return lowerBound(given.filter((one) => one.correct).length, given.length) >= RIGHT_ENOUGH;
    });
}

/** The lower end of Wilson's 95 % interval for a share, from 0 to 1. */
export function lowerBound(successes: number, trials: number): number {
  if (trials === 0) return 0;
  const z = 1.96;
  const share = successes / trials;
  const middle = share + z ** 2 / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return (middle - half) / (1 + z ** 2 / trials);
}

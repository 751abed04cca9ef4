import { upperBound } from './clopper-pearson.ts';
import { expectCount, expectInside } from './range.ts';
import { type Ranked, type Tie, ties } from './risk-coverage.ts';

/** The share of wrong answers that is asked for, and how sure it must be: both over 0 and under 1. */
export type Demand = { risk: number; level: number };

/** A confidence from which on answers are accepted, and what the accepted ones came to. */
export type Threshold = {
  confidence: number;
  accepted: number;
  wrong: number;
  /** The exact one-sided upper bound of the share of wrong answers, at the level that this threshold was tested at. */
  upper: number;
};

/** Thresholds lie at twentieths of the answers. */
const STEPS = 20;
/** The first accepts enough answers for this many wrong ones, or all: one slip must not end the search. */
const SLIPS = 2;
/** The part of the chance of an error that the first is tested with; the others share the rest. */
const FIRST = 0.8;

/**
 * The lowest confidence from which on the share of wrong answers is shown to be at most `risk`. Thresholds are laid at
 * steps of coverage, before anybody looks at what was right, and tested from the strictest down by the exact one-sided
 * bound. The chance of an error is shared out among them (fallback procedure): one that passes hands its own on.
 *
 * What holds: over draws of the trials, with a chance of at least `level`, answers accepted from here on are wrong in at
 * most `risk` of the cases. It takes new cases that are drawn as the trials were, and a confidence that was made without
 * their labels. It is exact but for the one case that stands at the threshold itself.
 *
 * SGR shares the chance of an error as well, among the looks of a binary search (Geifman and El-Yaniv, NeurIPS 2017,
 * arXiv:1705.08500). A search that fails in the middle ends up among few answers, which prove little; and it needs a
 * risk that never rises with confidence. Testing in an order that is fixed needs none.
 *
 * @returns `null` when no threshold passed
 * @throws RangeError for a confidence that is not finite, or a risk or level not between 0 and 1
 * @see B. L. Wiens, Pharm. Stat. 2 (2003) 211–215 (fallback procedure)
 * @see A. N. Angelopoulos et al., "Learn then Test", arXiv:2110.01052 (such tests for the risk of a threshold)
 */
export function selectThreshold(answers: readonly Ranked[], demand: Demand): Threshold | null {
  const thresholds = thresholdsFor(answers, demand);
  let found: Threshold | null = null;
  let chance = 0;
  for (const [index, one] of thresholds.entries()) {
    chance += shareOf(index, thresholds.length) * (1 - demand.level);
    const upper = upperBound(one.wrong, one.accepted, 1 - chance);
    if (upper <= demand.risk) found = { ...one, upper };
    else chance = 0;
  }
  return found;
}

/**
 * @returns the thresholds that `selectThreshold` tests, the strictest first, whatever was right
 * @throws RangeError as `selectThreshold`
 */
export function thresholdsFor(answers: readonly Ranked[], demand: Demand): Omit<Threshold, 'upper'>[] {
  const all = accumulated(ties(answers));
  const total = answers.length;
  const least = Math.min(total, casesNeeded(SLIPS, demand));
  const steps = Array.from({ length: STEPS }, (_, index) => Math.ceil((total * (index + 1)) / STEPS));
  const found = steps.map((step) => all.find(({ accepted }) => accepted >= Math.max(step, least)));
  return [...new Set(found)].filter((one) => one !== undefined);
}

/** @returns the level at which the first of so many thresholds is tested: 0.96 for 0.95, unless it is the only one. */
export const levelOfFirst = (level: number, thresholds: number): number =>
  1 - shareOf(0, thresholds) * (1 - level);

const shareOf = (index: number, thresholds: number): number => {
  if (thresholds <= 1) return 1;
  return index === 0 ? FIRST : (1 - FIRST) / (thresholds - 1);
};

/**
 * The accepted cases that it takes, so that so many wrong ones leave the upper bound at `risk` or under: for 5 % at 95 %
 * it is 59 with none and 124 with two.
 *
 * @throws RangeError for wrong answers that are not a whole number of 0 or more, or a risk or level not between 0 and 1
 */
export function casesNeeded(wrong: number, { risk, level }: Demand): number {
  expectCount('wrong', wrong);
  expectInside('risk', risk);
  const enough = (n: number) => upperBound(wrong, n, level) <= risk;
  let [few, many] = [wrong, wrong + 1];
  while (!enough(many)) [few, many] = [many, many * 2];
  while (many - few > 1) {
    const middle = Math.floor((few + many) / 2);
    if (enough(middle)) many = middle;
    else few = middle;
  }
  return many;
}

function accumulated(list: readonly Tie[]): Omit<Threshold, 'upper'>[] {
  let [accepted, wrong] = [0, 0];
  return list.map((tie) => {
    accepted += tie.trials;
    wrong += tie.wrong;
    return { confidence: tie.confidence, accepted, wrong };
  });
}

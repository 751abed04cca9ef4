/** An item that may be sampled. `place` is its place in the source's own order; without a label nothing is learned from it. */
export type Candidate = { place: number; identifier: string; label: string | null };

export type SamplingPlan = {
  sampling: 'consecutive' | 'random';
  /** How many items to take, for both splits together. */
  wanted: number;
  /** The share of them that goes to training, 0 to 1. */
  trainShare: number;
  /** Random only: take each label in proportion to how often it occurs. */
  stratify: boolean;
};

/** Places of the items taken, in the source's order. */
export type Split = { scored: number[]; training: number[] };

/** @returns a text that looks random for each identifier and is the same on every run with the same seed. */
export type Shuffle = (identifier: string) => string;

/**
 * @param candidates in the source's order, at most one of each group of duplicates
 * @returns which to score and which to train on. The order of a random sample depends on the seed and on each
 * item alone, so that a larger sample holds the smaller one, and most items keep their split.
 */
export function sample(candidates: readonly Candidate[], plan: SamplingPlan, shuffle: Shuffle): Split {
  const split: Split = { scored: [], training: [] };
  if (plan.sampling === 'consecutive') takeRun(candidates, plan, split);
  else takeRandom(candidates, plan, shuffle, split);
  const inOrder = (a: number, b: number) => a - b;
  return { scored: split.scored.sort(inOrder), training: split.training.sort(inOrder) };
}

/** Trains on the earlier part of the run and scores the later one, as the workflow will meet them. */
function takeRun(candidates: readonly Candidate[], plan: SamplingPlan, split: Split): void {
  const run = candidates.slice(0, plan.wanted);
  const trained = Math.round(run.length * plan.trainShare);
  run.forEach(({ place, label }, at) => {
    (at < trained && label !== null ? split.training : split.scored).push(place);
  });
}

function takeRandom(all: readonly Candidate[], plan: SamplingPlan, shuffle: Shuffle, split: Split): void {
  const keyed = all.map((one) => ({ ...one, key: shuffle(one.identifier) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.place - b.place));
  const strata = plan.stratify ? byLabel(keyed) : [keyed];
  const sizes = apportion(
    Math.min(plan.wanted, all.length),
    strata.map((stratum) => stratum.length),
  );
  strata.forEach((stratum, which) => {
    stratum.slice(0, sizes[which]).forEach((one, rank) => {
      const trained = one.label !== null && isTrained(rank, plan.trainShare, which / strata.length);
      (trained ? split.training : split.scored).push(one.place);
    });
  });
}

function byLabel<T extends { label: string | null }>(list: readonly T[]): T[][] {
  const labels = [...new Set(list.map((one) => one.label))].sort();
  return labels.map((label) => list.filter((one) => one.label === label));
}

/**
 * Deals items out evenly: of any first k, about share × k are trained on. The phase, another for each label,
 * keeps the rounding of all labels from going the same way.
 */
function isTrained(rank: number, share: number, phase: number): boolean {
  return Math.floor((rank + 1) * share + phase) > Math.floor(rank * share + phase);
}

/**
 * @returns whole numbers that add up to `total`, in proportion to the weights (largest remainder; of equal
 * remainders the earlier). None exceeds its weight as long as `total` does not exceed their sum.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const left = total - parts.reduce((a, b) => a + b, 0);
  const remainder = (at: number): number => (total * (weights[at] ?? 0)) % sum;
  const next = [...weights.keys()].sort((a, b) => remainder(b) - remainder(a) || a - b).slice(0, left);
  for (const at of next) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

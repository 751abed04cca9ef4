/** A prediction for a row that the model had not learned from, and whether it was right. */
export type Trial = { score: number; correct: boolean };

/** Fewer trials than this say too little about how often a score is right. */
const FEWEST_IN_BIN = 15;

type Bin = { from: number; to: number; trials: number; correct: number };

/**
 * Learns what scores are worth: bins of neighbouring scores, pooled until a higher score never means a lower
 * confidence (isotonic regression by pooling adjacent violators).
 * @returns the share of trials with such a score that were right, from 0 to 1; 0 where there were no trials.
 */
export function calibrate(trials: readonly Trial[]): (score: number) => number {
  const bins = pool(binned(trials));
  return (score) => {
    const bin = bins.findLast((one) => score >= one.from) ?? bins[0];
    return bin === undefined ? 0 : rate(bin);
  };
}

/** Laplace's rule: a bin without a mistake is not certain, and the fewer its trials the less certain. */
const rate = (bin: Bin): number => (bin.correct + 1) / (bin.trials + 2);

function binned(trials: readonly Trial[]): Bin[] {
  const bins: Bin[] = [];
  for (const { score, correct } of [...trials].sort((a, b) => a.score - b.score)) {
    const last = bins.at(-1);
    const one = { from: score, to: score, trials: 1, correct: correct ? 1 : 0 };
    // Equal scores stay together: the model cannot tell them apart.
    if (last !== undefined && (last.trials < FEWEST_IN_BIN || last.to === score))
      bins.push(join(bins.pop(), one));
    else bins.push(one);
  }
  const last = bins.at(-1);
  if (bins.length > 1 && last !== undefined && last.trials < FEWEST_IN_BIN) {
    bins.pop();
    bins.push(join(bins.pop(), last));
  }
  return bins;
}

function pool(bins: readonly Bin[]): Bin[] {
  const pooled: Bin[] = [];
  for (const bin of bins) {
    let last = bin;
    for (
      let before = pooled.at(-1);
      before !== undefined && rate(before) >= rate(last);
      before = pooled.at(-1)
    ) {
      pooled.pop();
      last = join(before, last);
    }
    pooled.push(last);
  }
  return pooled;
}

const join = (lower: Bin | undefined, upper: Bin): Bin =>
  lower === undefined
    ? upper
    : {
        from: lower.from,
        to: upper.to,
        trials: lower.trials + upper.trials,
        correct: lower.correct + upper.correct,
      };

/** Draws how many of the things that are taken are of one kind; see `hypergeometric`. */
export type Draw = (taken: number, own: number, others: number) => number;

/**
 * Draws from hypergeometric distributions: of `own + others` things `taken` are taken without replacement, and how many of
 * the first kind are among them? By inversion, from the most likely number outwards, which takes about as many steps as
 * the number spreads.
 *
 * @param most things there are at most, `own + others`
 * @param random numbers from 0 up to 1
 * @see L. Devroye, Non-Uniform Random Variate Generation (1986), III.2 (inversion by sequential search)
 */
export function hypergeometric(most: number, random: () => number): Draw {
  const logFactorial = new Float64Array(most + 1);
  for (let i = 2; i <= most; i += 1) logFactorial[i] = (logFactorial[i - 1] as number) + Math.log(i);
  const log = (i: number): number => logFactorial[i] as number;
  const ways = (n: number, k: number): number => log(n) - log(k) - log(n - k);
  return (taken, own, others) => {
    const mode = Math.floor(((taken + 1) * (own + 1)) / (own + others + 2));
    const likely = Math.exp(ways(own, mode) + ways(others, taken - mode) - ways(own + others, taken));
    return outwards({ taken, own, others }, mode, likely, random());
  };
}

type Urn = { taken: number; own: number; others: number };

/** Takes away the chance of each number in turn, once over the mode and once under it, until `left` is used up. */
function outwards({ taken, own, others }: Urn, mode: number, likely: number, share: number): number {
  const [lowest, highest] = [Math.max(0, taken - others), Math.min(own, taken)];
  let left = share - likely;
  let [below, under, above, over] = [mode, likely, mode, likely];
  while (left >= 0 && (below > lowest || above < highest)) {
    if (above < highest) {
      over *= ((own - above) * (taken - above)) / ((above + 1) * (others - taken + above + 1));
      above += 1;
      left -= over;
      if (left < 0) return above;
    }
    if (below > lowest) {
      under *= (below * (others - taken + below)) / ((own - below + 1) * (taken - below + 1));
      below -= 1;
      left -= under;
      if (left < 0) return below;
    }
  }
  // What rounding leaves over belongs to the most likely number.
  return mode;
}

import { expectFinite } from './range.ts';

/** One trial: the value of a signal, and whether the answer was right. */
export type Observation = { value: number; right: boolean };

/** Trials with neighbouring values, `from` the least of them. */
export type Block = { from: number; trials: number; right: number };

/** What a block's trials come to, from 0 to 1. */
export type BlockRate = (block: Block) => number;

/** The share that was right. */
export const shareRight: BlockRate = ({ right, trials }) => right / trials;

/** Laplace's rule of succession: no block is certain, and the fewer its trials the less certain it is. */
export const laplace: BlockRate = ({ right, trials }) => (right + 1) / (trials + 2);

/**
 * Isotonic regression: the share of right answers as a step function of the value that never falls, nearest to the
 * trials in least squares. Equal values share a block.
 *
 * @returns the steps, by ascending value
 * @throws RangeError for a value that is not finite
 * @see M. Ayer et al., Ann. Math. Statist. 26 (1955) 641–647 (pooling adjacent violators)
 */
export function isotonic(observations: readonly Observation[]): Block[] {
  for (const { value } of observations) expectFinite('A value', value);
  const ascending = [...observations].sort((a, b) => a.value - b.value);
  const blocks: Block[] = [];
  for (const { value, right } of ascending) {
    const one = { from: value, trials: 1, right: right ? 1 : 0 };
    const last = blocks.at(-1);
    if (last?.from === value) blocks[blocks.length - 1] = joined(last, one);
    else blocks.push(one);
  }
  return pooled(blocks, shareRight);
}

/** Pools neighbouring blocks until each has a higher rate than the one below it. */
export function pooled(blocks: readonly Block[], rate: BlockRate): Block[] {
  const done: Block[] = [];
  for (const block of blocks) {
    let last = block;
    for (let below = done.at(-1); below !== undefined && rate(below) >= rate(last); below = done.at(-1)) {
      done.pop();
      last = joined(below, last);
    }
    done.push(last);
  }
  return done;
}

const joined = (below: Block, above: Block): Block => ({
  from: below.from,
  trials: below.trials + above.trials,
  right: below.right + above.right,
});

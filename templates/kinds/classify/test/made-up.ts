import { LABELS, type Label } from '../src/labels.ts';
import type { LabelledWords } from '../src/model/naive-bayes.ts';
import type { Run } from '../src/monitor.ts';

export const [FIRST, SECOND] = LABELS;

/** Words that speak for one label, and words that speak for none. */
const OWN = {
  first: ['red', 'crimson', 'scarlet', 'ruby', 'cherry', 'brick', 'rose', 'wine'],
  second: ['blue', 'navy', 'azure', 'cobalt', 'sky', 'teal', 'indigo', 'steel'],
};
const COMMON = ['the', 'a', 'paint', 'wall', 'order', 'litre', 'please', 'thanks', 'colour', 'brush'];

/** A small generator of numbers from 0 to 1, the same on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** @returns so many rows of two labels in turn; `noise` is the share of rows that carry the other label's words. */
export function madeUpRows(count: number, noise: number, seed = 1): LabelledWords[] {
  const next = numbers(seed);
  const pick = (words: readonly string[]) => words[Math.floor(next() * words.length)] ?? '';
  return Array.from({ length: count }, (_, index) => {
    const label: Label = index % 2 === 0 ? FIRST : SECOND;
    const own = (label === FIRST) === next() >= noise ? OWN.first : OWN.second;
    const words = Array.from({ length: 12 }, (_, place) => pick(place % 3 === 0 ? own : COMMON));
    return { words, label };
  });
}

/** @returns rows that can only be learned by heart: no word of one row occurs in another. */
export const unrelatedRows = (count: number): LabelledWords[] =>
  Array.from({ length: count }, (_, index) => ({
    words: [...COMMON, `alpha${index}`, `beta${index}`, `gamma${index}`],
    label: index % 2 === 0 ? FIRST : SECOND,
  }));

export const itemOf = (words: readonly string[]) => ({ fields: { text: words.join(' ') } });

/** A monitor that remembers. */
export function rememberingMonitor() {
  const runs: Run[] = [];
  return { runs, monitor: (run: Run) => void runs.push(run) };
}

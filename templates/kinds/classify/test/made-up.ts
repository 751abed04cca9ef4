import type { Answer } from '../src/answer.ts';
import type { Item } from '../src/input.ts';
import { LABELS } from '../src/labels.ts';
import type { TrainingRow } from '../src/model/training.ts';

export const [FIRST, SECOND] = LABELS;

/** Answers and an item that no test has to know the inside of. */
export const ANSWER: Answer = { label: FIRST };
export const OTHER_ANSWER: Answer = { label: SECOND };
export const ITEM: Item = { fields: { subject: 'Colour', text: 'Two litres of crimson' } };

/** What a model says when it proposes an answer. */
export const proposal = (answer: Answer = ANSWER, score = 0.9) => ({ answer, signals: { score } });

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
export function madeUpRows(count: number, noise: number, seed = 1): TrainingRow[] {
  const next = numbers(seed);
  const pick = (words: readonly string[]) => words[Math.floor(next() * words.length)] ?? '';
  return Array.from({ length: count }, (_, index) => {
    const answer = index % 2 === 0 ? ANSWER : OTHER_ANSWER;
    const own = (answer === ANSWER) === next() >= noise ? OWN.first : OWN.second;
    const words = Array.from({ length: 12 }, (_, place) => pick(place % 3 === 0 ? own : COMMON));
    return { id: `row-${index}`, item: itemOf(words), answer };
  });
}

/** @returns rows that can only be learned by heart: no word of one row occurs in another. */
export const unrelatedRows = (count: number): TrainingRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `row-${index}`,
    item: itemOf([...COMMON, `alpha${index}`, `beta${index}`, `gamma${index}`]),
    answer: index % 2 === 0 ? ANSWER : OTHER_ANSWER,
  }));

export const itemOf = (words: readonly string[]): Item => ({ fields: { text: words.join(' ') } });

import { randomFrom } from '../../../action/statistics/random.ts';

/** A made-up trial without its id: nobody's data. */
export type MadeUp = { correct: boolean | null; signals: Readonly<Record<string, number>> };

export const HEAD = { version: 1, model: 'embedded/made-up', training: `sha256:${'a'.repeat(64)}` };

/** @returns the text of a file of trials, with ids from `case-1` on. */
export const linesOf = (trials: readonly MadeUp[]): string =>
  [HEAD, ...trials.map((one, index) => ({ id: `case-${index + 1}`, ...one }))]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

/** @returns so many trials; `draw` has random numbers from 0 to 1 that are the same each time. */
export function made(n: number, seed: number, draw: (random: () => number) => MadeUp): MadeUp[] {
  const random = randomFrom(seed);
  return Array.from({ length: n }, () => draw(random));
}

export const UNDECIDED: MadeUp = { correct: null, signals: {} };

/** A score that tells right from wrong: 985 of 1000 are right from 0.4 on, 6 of 10 below; 2 of 100 are undecided. */
export const telling = (n: number, seed: number): MadeUp[] =>
  made(n, seed, (random) => {
    if (random() < 0.02) return UNDECIDED;
    const score = Math.round(random() * 1e4) / 1e4;
    return { correct: random() < (score >= 0.4 ? 0.985 : 0.6), signals: { score } };
  });

/** How likely an answer with these signals is right; `length` says nothing. */
export const likely = ({ score = 0, agreement = 0 }: MadeUp['signals']): number =>
  1 / (1 + Math.exp(-(6 * score + 3 * agreement - 2)));

/** Two signals that tell, and one that does not. */
export const several = (n: number, seed: number): MadeUp[] =>
  made(n, seed, (random) => {
    const signals = { score: random(), agreement: Math.round(random() * 3) / 3, length: random() * 500 };
    return { correct: random() < likely(signals), signals };
  });

/** 8 of 10 are right, whatever the score. */
export const shuffled = (n: number, seed: number): MadeUp[] =>
  made(n, seed, (random) => ({ correct: random() < 0.8, signals: { score: random() } }));

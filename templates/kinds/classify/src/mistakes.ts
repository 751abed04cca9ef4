import { type Answer, brokenRules } from './answer.ts';
import type { Item } from './input.ts';
import { LABELS } from './labels.ts';

/**
 * Mistakes that look right, for seeing whether people catch them: `npm run review -- seed`.
 * @param right what the workflow answered
 * @returns answers with one error each that keep the output contract and the rules: every other label that may stand there
 */
export const mistakesIn = (right: Answer, item: Item): Answer[] =>
  LABELS.filter((label) => label !== right.label)
    .map((label) => ({ label }))
    .filter((wrong) => brokenRules(wrong, item).length === 0);

/** @returns whether what is wrong in `wrong` is wrong in what somebody saved too */
export const isRepeated = (saved: Answer, { wrong }: { right: Answer; wrong: Answer }): boolean =>
  saved.label === wrong.label;

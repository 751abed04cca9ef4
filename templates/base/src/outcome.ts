import type { Answer } from './answer.ts';
import type { Refusal } from './input.ts';

/** Why an item goes to a person, in the words that the person reads. Logs hold the key only. */
export const DOUBTS = {
  low_confidence: 'the model is not sure enough',
  not_calibrated: 'nobody has measured yet when this model is right',
  confidence_says_nothing: 'what the model says of its confidence tells nothing about when it is right',
  model_undecided: 'the model could not decide',
  unfamiliar: 'it is not like the training data',
  too_little_training: 'there is too little training data to learn from',
  broken_output: 'the model’s answer broke the output contract',
  rule_broken: 'the model’s answer broke a rule of the business',
  model_failed: 'the model did not answer',
  switched_off: 'the workflow is switched off',
  over_limit: 'a limit is reached',
  not_recorded: 'the run could not be recorded',
} as const;
export type Doubt = keyof typeof DOUBTS;

/** What the model would have said: for the person to look at, never to act on. Confidence is a share from 0 to 1. */
export type Suggestion = { answer: Answer; confidence: number };

/** How the workflow ends for one item. There is no fourth way. */
export type Outcome =
  | { outcome: 'answered'; answer: Answer; confidence: number }
  | { outcome: 'needs_person'; doubt: Doubt; reason: string; suggestion: Suggestion | null }
  | { outcome: 'refused'; refusal: Refusal };

/** @returns the outcome that hands an item to a person. `detail` never holds text of the item. */
export function toPerson(doubt: Doubt, suggestion: Suggestion | null = null, detail?: string): Outcome {
  const reason = detail === undefined ? DOUBTS[doubt] : `${DOUBTS[doubt]}: ${detail}`;
  return { outcome: 'needs_person', doubt, reason, suggestion };
}

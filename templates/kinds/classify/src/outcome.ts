import type { Refusal } from './input.ts';
import type { Label } from './labels.ts';

/** Why an item goes to a person, in the words that the person reads. Logs hold the key only. */
export const DOUBTS = {
  low_confidence: 'the model is not sure enough',
  model_undecided: 'the model could not decide between the labels',
  unfamiliar: 'it is not like the training data: too few of its words are known',
  too_little_training: 'there is too little training data to know when the model is right',
  broken_output: 'the model’s answer broke the output contract',
  model_failed: 'the model did not answer',
} as const;
export type Doubt = keyof typeof DOUBTS;

/** What the model would have said: for the person to look at, never to act on. */
export type Suggestion = { label: Label; confidence: number };

/** How the workflow ends for one item. There is no fourth way. */
export type Outcome =
  | { outcome: 'answered'; label: Label; confidence: number }
  | { outcome: 'needs_person'; doubt: Doubt; reason: string; suggestion: Suggestion | null }
  | { outcome: 'refused'; refusal: Refusal };

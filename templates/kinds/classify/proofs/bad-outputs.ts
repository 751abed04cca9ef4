import { LABELS } from '../src/labels.ts';

const [first, second] = LABELS;

/** What a sender chose in a form, so that a label beside it contradicts them. */
export const ITEM = { fields: { text: 'An ordinary item', category: second } };

const signals = { score: 1 };

/** How a model's output can be bad, each as a model might say it about `ITEM`. */
export const BAD_OUTPUTS = {
  truncated: `{"answer":{"label":${JSON.stringify(first)}`,
  refusal: 'I cannot help with that.',
  extra_field: { answer: { label: first, action: 'delete' }, signals },
  wrong_enum: { answer: { label: `not ${first}` }, signals },
  business_rule_violation: { answer: { label: first }, signals },
} as const;

/** An answer that is not bad at all. */
export const GOOD_OUTPUT = { answer: { label: second }, signals };

import { type Answer, answerOf, type Fields } from '../src/answer.ts';
import { FIELD_NAMES, typeOf } from '../src/fields.ts';

/** A value of each type that stands in `ITEM`, and one that does not. */
const THERE = { text: 'Made-up words', amount: '0.00', date: '2026-01-15', integer: 7 };
const NOT_THERE = { text: 'Other words', amount: '1.00', date: '2026-01-16', integer: 8 };

const fieldsOf = (values: typeof THERE): Fields =>
  Object.fromEntries(FIELD_NAMES.map((name) => [name, values[typeOf(name)]])) as Fields;

const good: Answer = answerOf(fieldsOf(THERE));
const signals = { lead: 1 };

/** A document that says every field. */
export const ITEM = {
  fields: { text: FIELD_NAMES.map((name) => `${name}: ${good.fields[name]}`).join('\n') },
};

/** How a model's output can be bad, each as a model might say it about `ITEM`. */
export const BAD_OUTPUTS = {
  truncated: JSON.stringify({ answer: good, signals }).slice(0, -20),
  refusal: 'I cannot help with that.',
  extra_field: { answer: { ...good, fields: { ...good.fields, 'approved by': 'nobody' } }, signals },
  wrong_enum: { answer: { ...good, status: 'certain' }, signals },
  business_rule_violation: { answer: answerOf(fieldsOf(NOT_THERE)), signals },
} as const;

/** An answer that is not bad at all. */
export const GOOD_OUTPUT = { answer: good, signals };

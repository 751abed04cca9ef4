const RETURNS = 'You can send goods back within 30 days. Returns are free within the country.';

export const ITEM = { fields: { question: 'How long can I send it back?', 'source:returns': RETURNS } };

const citations = [{ source: 'returns', quote: 'You can send goods back within 30 days.' }];
const good = { status: 'full', text: 'You can send it back within 30 days.', citations };
const signals = { covered: 1 };

/** How a model's output can be bad, each as a model might say it about `ITEM`. */
export const BAD_OUTPUTS = {
  truncated: '{"answer":{"status":"full","text":"You can send it',
  refusal: 'I cannot help with that.',
  extra_field: { answer: { ...good, send: true }, signals },
  wrong_enum: { answer: { ...good, status: 'certain' }, signals },
  business_rule_violation: { answer: { ...good, text: 'You can send it back within 90 days.' }, signals },
} as const;

/** An answer that is not bad at all. */
export const GOOD_OUTPUT = { answer: good, signals };

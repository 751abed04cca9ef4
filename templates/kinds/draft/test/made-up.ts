import type { Answer } from '../src/answer.ts';
import type { Item } from '../src/input.ts';
import type { TrainingRow } from '../src/model/training.ts';

const RETURNS = 'You can send goods back within 30 days. Returns are free within the country.';
const DELIVERY = 'Parcels arrive within two working days. We deliver to 12 countries.';

/** Answers and an item that no test has to know the inside of. */
export const ITEM: Item = {
  fields: {
    question: 'How long can I send goods back?',
    'source:returns': RETURNS,
    'source:delivery': DELIVERY,
  },
};
export const ANSWER: Answer = {
  status: 'full',
  text: 'You can send goods back within 30 days.',
  citations: [{ source: 'returns', quote: 'You can send goods back within 30 days.' }],
};
export const OTHER_ANSWER: Answer = {
  status: 'partial',
  text: 'Parcels arrive within two working days.',
  citations: [{ source: 'delivery', quote: 'Parcels arrive within two working days.' }],
};

/** What a model says when it proposes an answer. */
export const proposal = (answer: Answer = ANSWER, score = 0.9) => ({ answer, signals: { score } });

const TOPICS = ['invoice', 'delivery', 'return', 'warranty', 'voucher', 'account', 'address', 'password'];

/** @returns so many questions, each with three sources of which one says it, and what a person answered from it. */
export const madeUpRows = (count: number): TrainingRow[] =>
  Array.from({ length: count }, (_, index) => {
    const topic = (offset: number) => TOPICS[(index + offset) % TOPICS.length] ?? '';
    const sentence = (name: string) =>
      `The ${name} is handled by desk ${name.length} within ${index + 2} days.`;
    const sources = [0, 1, 2].map((offset) => [
      `source:${topic(offset)}`,
      `Welcome to our pages. ${sentence(topic(offset))}`,
    ]);
    const quote = sentence(topic(0));
    return {
      id: `row-${index}`,
      item: { fields: { question: `Who handles my ${topic(0)}, and when?`, ...Object.fromEntries(sources) } },
      answer: { status: 'full', text: quote, citations: [{ source: topic(0), quote }] },
    };
  });

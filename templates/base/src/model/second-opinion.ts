import { likeness } from '../answer.ts';
import { checkOutput } from '../output.ts';
import { contextFor, type Model } from './model.ts';

/**
 * Gives the answers of a hosted model one more signal, `second_opinion`: how far the embedded model, which costs nothing and
 * sends nothing anywhere, says the same. Two that learned differently go wrong on different items; `npm run calibrate` finds
 * out what that is worth. Where the embedded model has no answer, nobody says the same.
 */
export const withSecondOpinion = (model: Model, second: Model): Model => ({
  ...model,
  async ask(item, context) {
    const reply = await model.ask(item, context);
    const first = checkOutput(reply.said, item);
    if (first.status !== 'proposal') return reply;
    const other = checkOutput((await second.ask(item, contextFor(context.about))).said, item);
    const second_opinion = other.status === 'proposal' ? likeness(first.answer, other.answer) : 0;
    return { ...reply, said: { answer: first.answer, signals: { ...first.signals, second_opinion } } };
  },
});

import { type Model, replyOf } from '../src/model/model.ts';
import { contentWords, questionOf, sentencesOf, sourcesOf } from '../src/sources.ts';

/**
 * The simplest thing that could work: the first sentence of the source that shares most words with the question, as a
 * search in a folder would show it. It always answers.
 */
export function firstSentence(): Model {
  return {
    id: 'alternative/first-sentence',
    repairs: false,
    async ask(item) {
      const asked = contentWords(questionOf(item));
      const shared = (text: string) => [...contentWords(text)].filter((word) => asked.has(word)).length;
      const [best] = sourcesOf(item).sort((a, b) => shared(b.text) - shared(a.text));
      const sentence = sentencesOf(best?.text ?? '').find(({ length }) => length >= 10 && length <= 200);
      if (best === undefined || sentence === undefined) return replyOf({ undecided: 'unfamiliar' });
      const citations = [{ source: best.name.slice(0, 60), quote: sentence }];
      return replyOf({ answer: { status: 'partial', text: sentence, citations }, signals: {} });
    },
  };
}

import type { Answer } from '../answer.ts';
import type { Item } from '../input.ts';
import { contentWords, questionOf, sentencesOf, sourcesOf } from '../sources.ts';
import { type Model, replyOf } from './model.ts';
import type { TrainingRow } from './training.ts';

/** What results and logs call this model. It needs no key and no network, and writes nothing of its own. */
export const EMBEDDED_ID = 'embedded/quoted-sentences';

const MOST_SENTENCES = 3;
const LONGEST_QUOTE = 200;
const LONGEST_NAME = 60;

/** With less of a question in the sources than this share, they are about something else. */
const LEAST_COVERED = 0.25;
/** With more of it, nothing that was asked is left over. */
const WHOLLY_COVERED = 0.6;

type Sentence = { source: string; text: string; words: ReadonlySet<string> };

/**
 * Answers with the sentences of the sources that share most with the question, as they stand there. A word counts the
 * more the fewer sentences hold it; what is usual is learned from the sources of the training rows.
 */
export function embeddedModel(rows: readonly TrainingRow[]): Model {
  const usual = rows.flatMap(({ item }) => sentencesIn(item));
  return {
    id: EMBEDDED_ID,
    repairs: false,
    async ask(item) {
      return replyOf(said(item, usual));
    },
  };
}

function said(item: Item, usual: readonly Sentence[]): unknown {
  const sentences = sentencesIn(item).filter(({ text }) => text.length >= 10 && text.length <= LONGEST_QUOTE);
  const asked = contentWords(questionOf(item));
  const weigh = weights([...usual, ...sentences]);
  const chosen = choose(sentences, asked, weigh);
  const covered = shareCovered(chosen, asked, weigh);
  if (covered < LEAST_COVERED) return { undecided: 'unfamiliar' };
  const answer: Answer = {
    status: covered >= WHOLLY_COVERED ? 'full' : 'partial',
    text: chosen.map(({ text }) => text).join(' '),
    citations: chosen.map(({ source, text }) => ({ source, quote: text })),
  };
  return { answer, signals: { covered, sources: new Set(chosen.map(({ source }) => source)).size } };
}

const sentencesIn = (item: Item): Sentence[] =>
  sourcesOf(item)
    .filter(({ name }) => name.length > 0 && name.length <= LONGEST_NAME)
    .flatMap(({ name, text }) =>
      sentencesOf(text).map((sentence) => ({ source: name, text: sentence, words: contentWords(sentence) })),
    );

type Weigh = (word: string) => number;

/** Inverse document frequency, over sentences (Spärck Jones 1972). */
function weights(sentences: readonly Sentence[]): Weigh {
  const counts = new Map<string, number>();
  for (const { words } of sentences) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + sentences.length / (1 + (counts.get(word) ?? 0)));
}

/** Takes the sentence that adds most of the question, again and again, until one adds nothing. */
function choose(sentences: readonly Sentence[], asked: ReadonlySet<string>, weigh: Weigh): Sentence[] {
  const chosen: Sentence[] = [];
  const left = new Set(asked);
  while (chosen.length < MOST_SENTENCES) {
    const gain = ({ words }: Sentence) =>
      [...left].filter((word) => words.has(word)).reduce((sum, word) => sum + weigh(word), 0);
    const best = sentences
      .filter((one) => !chosen.includes(one))
      .map((one) => ({ one, gain: gain(one) / Math.sqrt(one.words.size + 1) }))
      .sort((a, b) => b.gain - a.gain)[0];
    if (best === undefined || best.gain === 0) break;
    chosen.push(best.one);
    for (const word of best.one.words) left.delete(word);
  }
  // In the order in which they stand in the sources, since one sentence leans on the one before.
  return chosen.sort((a, b) => sentences.indexOf(a) - sentences.indexOf(b));
}

function shareCovered(chosen: readonly Sentence[], asked: ReadonlySet<string>, weigh: Weigh): number {
  const weight = (words: readonly string[]) => words.reduce((sum, word) => sum + weigh(word), 0);
  const all = weight([...asked]);
  if (all === 0) return 0;
  return weight([...asked].filter((word) => chosen.some(({ words }) => words.has(word)))) / all;
}

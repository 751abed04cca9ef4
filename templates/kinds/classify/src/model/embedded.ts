import { FOLDS, foldsOf } from './folds.ts';
import { type Model, replyOf } from './model.ts';
import { fitNaiveBayes, type LabelledWords, NAIVE_BAYES_ID, type Scorer } from './naive-bayes.ts';
import type { TrainingRow } from './training.ts';
import { wordsOf } from './words.ts';

/** What results and logs call this model. It needs no key and no network. */
export const EMBEDDED_ID = `embedded/${NAIVE_BAYES_ID}`;

/** An item is not like the training items when all but this share of them have more known words. */
const UNFAMILIAR = 0.01;

/** How much of an item is known: words, and their share of all its words. */
type Familiarity = { known: number; share: number };

/** Makes the embedded model. What it takes for familiar comes from the training rows alone. */
export function embeddedModel(rows: readonly TrainingRow[]): Model {
  const learned = rows.map(labelledWords);
  const scorer = fitNaiveBayes(learned);
  const isFamiliar = familiarity(outOfFold(rows, learned));
  return {
    id: EMBEDDED_ID,
    repairs: false,
    async ask(item) {
      return replyOf(
        scorer === undefined ? { undecided: 'too_little_training' } : said(scorer, wordsOf(item)),
      );
    },
  };

  function said(score: Scorer, words: readonly string[]) {
    const { label, score: evidence, known } = score(words);
    if (label === null || !isFamiliar({ known, share: known / words.length }))
      return { undecided: 'unfamiliar' };
    return { answer: { label }, signals: { score: evidence } };
  }
}

export const labelledWords = ({ item, answer }: TrainingRow): LabelledWords => ({
  words: wordsOf(item),
  label: answer.label,
});

/** Learns what items usually hold: a foreign text has a small share of known words, a scrap has few of them. */
function familiarity(trials: readonly Familiarity[]): (item: Familiarity) => boolean {
  const least = (of: (one: Familiarity) => number) => quantile(trials.map(of), UNFAMILIAR);
  const [leastKnown, leastShare] = [least((one) => one.known), least((one) => one.share)];
  return ({ known, share }) => known >= leastKnown && share >= leastShare;
}

/** How familiar each row is to a classifier that learned from the other folds. Rows without evidence say nothing. */
function outOfFold(rows: readonly TrainingRow[], learned: readonly LabelledWords[]): Familiarity[] {
  const folds = foldsOf(rows);
  return Array.from({ length: FOLDS }, (_, fold) => {
    const score = fitNaiveBayes(learned.filter((_, index) => folds[index] !== fold));
    if (score === undefined) return [];
    return learned
      .filter((_, index) => folds[index] === fold)
      .flatMap(({ words }) => {
        const { label, known } = score(words);
        return label === null ? [] : [{ known, share: known / words.length }];
      });
  }).flat();
}

/** @returns the value that the given share of the values lies under; 0 when there are none. */
function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * values.length)] ?? 0;
}

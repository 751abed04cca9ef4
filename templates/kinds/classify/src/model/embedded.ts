import { type Answer, answersFrom, RIGHT_ENOUGH } from './abstain.ts';
import { calibrate } from './calibration.ts';
import type { Model } from './model.ts';
import { fitNaiveBayes, type LabelledWords, NAIVE_BAYES_ID, type Scored } from './naive-bayes.ts';
import { wordsOf } from './words.ts';

/** What results and logs call this model. It needs no key and no network. */
export const EMBEDDED_ID = `embedded/${NAIVE_BAYES_ID}`;

const FOLDS = 10;

/** An item is not like the training items when all but this share of them have more known words. */
const UNFAMILIAR = 0.01;

/** How much of an item is known: words, and their share of all its words. */
type Familiarity = { known: number; share: number };
type Trial = Scored & Familiarity & { correct: boolean };

/**
 * Makes the embedded model. Its confidence and its limits come from the training rows alone, each predicted by a
 * classifier that had not seen it.
 */
export function embeddedModel(rows: readonly LabelledWords[]): Model {
  const scorer = fitNaiveBayes(rows);
  const trials = outOfFold(rows);
  const confidenceOf = calibrate(trials);
  const isFamiliar = familiarity(trials);
  const familiar = trials.filter(isFamiliar);
  const limit = answersFrom(familiar.map((one): Answer => ({ ...one, confidence: confidenceOf(one.score) })));
  return {
    id: EMBEDDED_ID,
    answersFrom: limit ?? RIGHT_ENOUGH,
    async classify(item) {
      if (scorer === undefined || limit === undefined) return { undecided: 'too_little_training' };
      const words = wordsOf(item);
      const { label, score, known } = scorer(words);
      if (label === null || !isFamiliar({ known, share: known / words.length })) {
        return { undecided: 'unfamiliar' };
      }
      return { label, confidence: confidenceOf(score) };
    },
  };
}

/** Learns what items usually hold: a foreign text has a small share of known words, a scrap has few of them. */
function familiarity(trials: readonly Familiarity[]): (item: Familiarity) => boolean {
  const leastKnown = quantile(
    trials.map((one) => one.known),
    UNFAMILIAR,
  );
  const leastShare = quantile(
    trials.map((one) => one.share),
    UNFAMILIAR,
  );
  return ({ known, share }) => known >= leastKnown && share >= leastShare;
}

/** Predicts every row with a classifier that learned from the other folds. Rows without evidence say nothing. */
function outOfFold(rows: readonly LabelledWords[]): Trial[] {
  const folds = foldsOf(rows);
  return Array.from({ length: FOLDS }, (_, fold) => {
    const score = fitNaiveBayes(rows.filter((_, index) => folds[index] !== fold));
    if (score === undefined) return [];
    return rows.filter((_, index) => folds[index] === fold).flatMap((row) => trialOf(row, score(row.words)));
  }).flat();
}

const trialOf = ({ words, label }: LabelledWords, scored: Scored): Trial[] =>
  scored.label === null
    ? []
    : [{ ...scored, share: scored.known / words.length, correct: scored.label === label }];

/** @returns the fold of each row. Every label is dealt out in turn, so that each fold has its share of it. */
function foldsOf(rows: readonly LabelledWords[]): number[] {
  const dealt = new Map<string, number>();
  return rows.map(({ label }) => {
    const turn = dealt.get(label) ?? 0;
    dealt.set(label, turn + 1);
    return turn % FOLDS;
  });
}

/** @returns the value that the given share of the values lies under; 0 when there are none. */
function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * values.length)] ?? 0;
}

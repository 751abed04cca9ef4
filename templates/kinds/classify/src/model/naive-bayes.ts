import { createRequire } from 'node:module';
import createClassifier from 'wink-naive-bayes-text-classifier';

const LIBRARY = 'wink-naive-bayes-text-classifier';
const { version } = createRequire(import.meta.url)(`${LIBRARY}/package.json`) as { version: string };
export const NAIVE_BAYES_ID = `${LIBRARY}@${version}`;

export type LabelledWords = { words: readonly string[]; label: string };

/** What the classifier makes of an item. `score` only ranks: `calibration.ts` turns it into a probability. */
export type Scored = {
  /** `null` when no word speaks for any label more than for the others. */
  label: string | null;
  /** Evidence for the label against all others, for each word. */
  score: number;
  /** How many of the words occur in the training data. */
  known: number;
};
export type Scorer = (words: readonly string[]) => Scored;

/** The library needs as much before it learns anything. */
const FEWEST_LABELS = 2;
const FEWEST_WORDS = 10;

/** Below 1, so that a rare word counts for more than the smoothing around it. */
const SMOOTHING = 0.1;

/** Words without any evidence that every item is taken to have: three words are not proof, however clear they are. */
const NEUTRAL_WORDS = 20;

/** @returns a scorer, or `undefined` when there is too little to learn from. */
export function fitNaiveBayes(rows: readonly LabelledWords[]): Scorer | undefined {
  const labels = new Set(rows.map((row) => row.label));
  const seen = new Set(rows.flatMap((row) => row.words));
  if (labels.size < FEWEST_LABELS || seen.size < FEWEST_WORDS) return undefined;
  const classifier = createClassifier();
  classifier.defineConfig({ considerOnlyPresence: false, smoothingFactor: SMOOTHING });
  for (const row of rows) classifier.learn(row.words, row.label);
  classifier.consolidate();
  return (words) => {
    const known = words.filter((word) => seen.has(word)).length;
    const [best] = classifier.computeOdds(words);
    if (best === undefined || best[1] === 0) return { label: null, score: 0, known };
    const [label, odds] = best;
    // Odds add up word by word, so long items look surer than they are; their length is taken out again.
    return { label, score: odds / (words.length + NEUTRAL_WORDS), known };
  };
}

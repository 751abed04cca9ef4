import { quantile } from '../../statistics/quantile.ts';
import type { Session } from './sessions.ts';

/** How long people took to answer, beside how long reading the output takes. */
export type ReviewTimes = {
  n: number;
  /** Seconds. */
  median: number;
  /** Seconds that reading an output of median length takes. */
  reading: number;
  /** Median of what each took over what reading it takes: under 1 most were not read. */
  ofReading: number;
};

type Reviewed = { review_s: number; output_characters: number };

/**
 * Silent reading of English non-fiction: the mean of 190 studies, most adults between 175 and 300. Nothing is added for
 * looking at the case and for deciding, so whoever reviews takes longer than this.
 *
 * @see M. Brysbaert, J. Mem. Lang. 109 (2019) 104047
 */
const WORDS_A_MINUTE = 238;
/** Five letters and a space. */
const CHARACTERS_A_WORD = 6;

/** @returns the seconds that reading so many characters takes. */
export const readingSeconds = (characters: number): number =>
  (characters / CHARACTERS_A_WORD / WORDS_A_MINUTE) * 60;

/** @returns `null` where nobody noted both, or there was nothing to read */
export function reviewTimes(all: readonly Reviewed[]): ReviewTimes | null {
  const read = all.filter((one) => one.output_characters > 0);
  if (read.length === 0) return null;
  const median = (values: readonly number[]) => quantile(values, 0.5);
  return {
    n: read.length,
    median: median(read.map((one) => one.review_s)),
    reading: readingSeconds(median(read.map((one) => one.output_characters))),
    ofReading: median(read.map((one) => one.review_s / readingSeconds(one.output_characters))),
  };
}

/** @returns the time that a person took in a session, and the length of what was read; `null` where not both were noted. */
export function reviewIn({ rows }: Session): Reviewed | null {
  const times = rows.flatMap(({ value }) => (value.review_s === undefined ? [] : [value.review_s]));
  const lengths = rows.flatMap(({ value }) =>
    value.output_characters === undefined ? [] : [value.output_characters],
  );
  if (times.length === 0 || lengths.length === 0) return null;
  return { review_s: times.reduce((sum, one) => sum + one, 0), output_characters: Math.max(...lengths) };
}

import type { EvaluatorScore } from '../../../readiness/eval/eval-record.ts';
import { isFields, numberOf } from '../shared/fields.ts';

/**
 * Inspect's `pass_at` takes an attempt as correct from 1 on, and so do we: partial credit ("P", 0.5) is a score and no
 * pass. A threshold that `poc.yaml` declares goes before it.
 */
const CORRECT_FROM = 1;

/** As Inspect's `value_to_float` reads them. "N" is no answer: the system was asked and had none. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ['C', 1],
  ['I', 0],
  ['P', 0.5],
  ['N', 0],
  ['yes', 1],
  ['true', 1],
  ['no', 0],
  ['false', 0],
]);

/**
 * @param countsCorrect whether the log calls the mean of these values a share of correct answers; a number of another
 * scorer is a score on a scale that only its author knows, and no verdict
 */
export function scoreOf(name: string, value: unknown, countsCorrect: boolean): EvaluatorScore {
  const word = wordOf(value);
  const score = word ?? numberOf(value);
  // NaN is how Inspect marks what could not be scored.
  // More than correct is a point on a scale, of which a task took the mean under the name of accuracy.
  if (score === null || score > CORRECT_FROM || (word === null && !countsCorrect))
    return { name, score, threshold: null, verdict: 'no_verdict' };
  return { name, score, threshold: CORRECT_FROM, verdict: score >= CORRECT_FROM ? 'pass' : 'fail' };
}

function wordOf(value: unknown): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || value.length > 'false'.length) return null;
  return WORDS.get(value) ?? WORDS.get(value.toLowerCase()) ?? null;
}

/** A scorer may give several values at once; each is known by its key or place, as in the log's own results. */
export function valuesOf(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.map((one, i) => [String(i), one]);
  return isFields(value) ? Object.entries(value) : [];
}

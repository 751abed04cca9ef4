import type { RowVerdict } from '../../../contract/eval-run.ts';

const WORDS: ReadonlyMap<string, RowVerdict> = new Map<string, RowVerdict>([
  ...named('pass', ['pass', 'passed', 'success', 'succeeded', 'true', 'yes', '1']),
  ...named('fail', ['fail', 'failed', 'failure', 'false', 'no', '0']),
  ...named('system_error', ['error', 'errored', 'timeout', 'system_error']),
  ...named('grader_error', ['grader_error']),
  ...named('no_verdict', ['skip', 'skipped', 'pending', 'n/a', 'not_applicable', 'no_verdict']),
]);

function named(verdict: RowVerdict, words: readonly string[]): [string, RowVerdict][] {
  return words.map((word) => [word, verdict]);
}

/** No word above is longer; a cell may be a megabyte of text. */
const LONGEST = 20;

/** @returns what a value says as a verdict: true or false, 1 or 0, or a word for one; `null` where it says nothing of the kind. */
export function verdictOf(value: unknown): RowVerdict | null {
  if (value === true || value === 1) return 'pass';
  if (value === false || value === 0) return 'fail';
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  return WORDS.get(value.trim().toLowerCase()) ?? null;
}

const PLAIN = /^\s*(?:pass(?:ed)?|fail(?:ed)?)\s*$/i;

/** @returns whether text says pass or fail in so many words, which few columns do that are no verdict. */
export const saysPassOrFail = (value: unknown): boolean => typeof value === 'string' && PLAIN.test(value);

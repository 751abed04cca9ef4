import type { EvalRecord } from './eval-record.ts';

/** A grader that lets giving up pass does not make it an answer. */
export const isRight = (one: EvalRecord): boolean =>
  one.verdict === 'pass' && one.outcome !== 'needs_person' && one.outcome !== 'refused';

/** Did it end with a verdict? A crashed grader and a skipped case say nothing about the system; a system error does. */
export const isJudged = (one: EvalRecord): boolean =>
  one.verdict !== 'grader_error' && one.verdict !== 'no_verdict';

/** @returns the share of the judged attempts that were right, or `null` when none was judged. */
export function shareRight(attempts: readonly EvalRecord[]): number | null {
  const judged = attempts.filter(isJudged);
  return judged.length === 0 ? null : judged.filter(isRight).length / judged.length;
}

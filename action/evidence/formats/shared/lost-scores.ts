import type { EvalRecord } from '../../../readiness/eval/eval-record.ts';

/** Counts the scores that were to be given and are none, evaluator by evaluator. */
export type LostScores = {
  see(record: EvalRecord): void;
  /** One for each evaluator that lost some. */
  notes(): string[];
};

/** @param meanOf whose printed mean leaves such cases out, as `Ragas` */
export function lostScores(meanOf: string): LostScores {
  const lost = new Map<string, number>();
  let cases = 0;
  return {
    see({ evaluators }) {
      cases += 1;
      for (const { name, verdict } of evaluators)
        if (verdict === 'grader_error') lost.set(name, (lost.get(name) ?? 0) + 1);
    },
    notes: () =>
      [...lost].map(
        ([name, times]) =>
          `${name} gave no score for ${times} of ${cases} cases; the mean that ${meanOf} prints leaves them out`,
      ),
  };
}
